import { z } from 'zod'

const date = /^\d{4}-\d\d-\d\d$/
const dateTime = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d{1,7})?)?(Z|[+-]\d\d:\d\d)$/
const localTime = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d)?$/

/** A day, or a moment with its offset from UTC. */
export const moment = z.string().refine((text) => (date.test(text) || dateTime.test(text)) && isReal(text), {
  error: 'write a day as 2026-11-21, or a moment as 2026-11-21T09:00:00Z or 2026-11-21T09:00:00+01:00',
})

/** A day. */
export const day = z
  .string()
  .refine((text) => date.test(text) && isReal(text), { error: 'write a day as 2026-11-21' })

/** A time on the clock of a zone that is named beside it. */
export const wallTime = z.string().refine((text) => localTime.test(text) && isReal(`${text}Z`), {
  error: 'write a local time without an offset, as 2026-11-21T09:00; timeZone says where',
})

/** Says whether a value of {@link moment} is a day. */
export function isDay(text: string): boolean {
  return date.test(text)
}

/** `Date.parse` alone takes the 31st of February. */
function isReal(text: string): boolean {
  const time = Date.parse(text)
  if (Number.isNaN(time)) return false
  const midnight = new Date(`${text.slice(0, 10)}T00:00:00Z`)
  return midnight.toISOString().slice(0, 10) === text.slice(0, 10)
}
