import { dateRange } from './date-range.ts'
import type { KqlTerm } from './kql-syntax.ts'

/** Whether a moment, as ISO 8601, is in the range of a KQL restriction, e.g. `sent>2026-11-01`. */
export function matchesMoment(moment: string, term: KqlTerm, now: number): boolean {
  const range = dateRange(term, now)
  const at = Date.parse(moment)
  return range !== undefined && (at >= range[0] && at <= range[1]) !== (term.operator === '<>')
}
