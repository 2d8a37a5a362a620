import type { Clock } from '@graphkeep/core'

/** Rings once, at a time that can be moved. */
export interface Alarm {
  /** Sets the time, in milliseconds since the epoch; `undefined` for never. It replaces the one before. */
  set(at: number | undefined): void
}

/** Timers of Node go off at once when they are to wait longer. */
const longestMs = 2_147_483_647

/** Makes an alarm that calls `ring` when its time has come, or earlier when that is weeks away. */
export function createAlarm(clock: Clock, ring: () => void): Alarm {
  let waiting = new AbortController()

  return {
    set(at) {
      waiting.abort()
      waiting = new AbortController()
      if (at === undefined) return
      const ms = Math.min(Math.max(0, at - clock.now()), longestMs)
      clock.sleep(ms, waiting.signal).then(ring, () => {})
    },
  }
}
