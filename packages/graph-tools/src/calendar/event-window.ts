import { InvalidInput } from '@graphkeep/core'

import { isDay } from '../input/moment.ts'
import { instantOf, isoInZone } from '../time/zones.ts'

/** A window of time as far as a caller has said; both as instants in UTC. */
export interface EventWindow {
  readonly startDateTime?: string
  readonly endDateTime?: string
}

const usualLengthMs = 7 * 86_400_000

/**
 * Reads the window that a caller asks for. A day begins, and ends, at midnight in the zone.
 *
 * @throws {@link InvalidInput} when it ends before it begins.
 */
export function windowAsked(from: string | undefined, to: string | undefined, zone: string): EventWindow {
  const start = from === undefined ? undefined : startOf(from, zone)
  const end = to === undefined ? undefined : endOf(to, zone)
  if (start !== undefined && end !== undefined && end <= start) {
    throw new InvalidInput(['to: it has to be later than from'])
  }
  if (start === undefined) return { ...(end !== undefined && { endDateTime: utc(end) }) }
  return { startDateTime: utc(start), endDateTime: utc(end ?? start + usualLengthMs) }
}

/**
 * Begins a window now where its caller has not said when.
 *
 * @throws {@link InvalidInput} when it has ended before now.
 */
export function windowFrom(asked: EventWindow, now: number): Required<EventWindow> {
  const startDateTime = asked.startDateTime ?? utc(now)
  const endDateTime = asked.endDateTime ?? utc(now + usualLengthMs)
  if (endDateTime <= startDateTime) throw new InvalidInput(['to: it is in the past; say from as well'])
  return { startDateTime, endDateTime }
}

function startOf(text: string, zone: string): number {
  return isDay(text) ? instantOf(`${text}T00:00:00`, zone) : Date.parse(text)
}

function endOf(text: string, zone: string): number {
  if (!isDay(text)) return Date.parse(text)
  const next = isoInZone(Date.parse(text) + 86_400_000, 'UTC').slice(0, 10)
  return instantOf(`${next}T00:00:00`, zone)
}

function utc(instant: number): string {
  return `${new Date(instant).toISOString().slice(0, 19)}Z`
}
