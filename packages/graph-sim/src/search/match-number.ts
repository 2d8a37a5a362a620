import type { KqlTerm } from './kql-syntax.ts'

/** Whether a number is in the range of a KQL restriction, e.g. `size>1000` or `size:1..5`. */
export function matchesNumber(number: number, { operator, value }: KqlTerm): boolean {
  const [from, to] = value.split('..').map(Number)
  if (from === undefined || Number.isNaN(from)) return false
  if (to !== undefined) return number >= from && number <= to
  if (operator === '>') return number > from
  if (operator === '>=') return number >= from
  if (operator === '<') return number < from
  if (operator === '<=') return number <= from
  return operator === '<>' ? number !== from : number === from
}
