import { InvalidInput } from '@graphkeep/core'

import { moment } from '../input/moment.ts'
import type { EntityFacts } from './entity.ts'

/**
 * Writes a window of time in UTC, since its offsets decide and nothing else does (Graph rule 14); empty for an entity that
 * has none.
 *
 * @throws {@link InvalidInput} for a window that is missing, unreadable, or ends before it begins.
 */
export function readWindow(
  entity: EntityFacts,
  window: { readonly start: string; readonly end: string } | undefined,
): { readonly startDateTime?: string; readonly endDateTime?: string } {
  if (!entity.window) return {}
  const { start = '', end = '' } = window ?? {}
  const readable = moment.safeParse(start).success && moment.safeParse(end).success
  if (!readable || Date.parse(end) <= Date.parse(start)) {
    throw new InvalidInput([
      'window: give start and end, the end later, as 2026-11-21T09:00:00+01:00 (Graph rule 14)',
    ])
  }
  return { startDateTime: utc(start), endDateTime: utc(end) }
}

function utc(text: string): string {
  return `${new Date(text).toISOString().slice(0, 19)}Z`
}
