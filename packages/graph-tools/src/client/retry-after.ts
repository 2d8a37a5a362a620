/**
 * Reads how long an answer asks to wait, in milliseconds; `undefined` when it does not say, or says it in a way that
 * makes no sense.
 *
 * A date is taken as distance from the answer's own `Date`, so that a wrong clock on this side does no harm.
 */
export function retryAfterMs(headers: Headers, now: number): number | undefined {
  const value = headers.get('retry-after')?.trim()
  if (!value) return undefined
  if (/^\d{1,12}(\.\d+)?$/.test(value)) return Math.ceil(Number(value) * 1000)
  const until = dateOf(value)
  if (until === undefined) return undefined
  const wait = until - (dateOf(headers.get('date') ?? '') ?? now)
  return wait >= 0 ? wait : undefined
}

/** Only HTTP's own form of dates; `Date.parse` alone would take `-5` for a year. */
function dateOf(value: string): number | undefined {
  if (!/^[A-Za-z]{3},? .*\d{4}.* GMT$/.test(value)) return undefined
  const time = Date.parse(value)
  return Number.isNaN(time) ? undefined : time
}
