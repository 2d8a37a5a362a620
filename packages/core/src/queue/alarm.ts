import type { Clock } from '../clock.ts'

/** Rings at one time, which can be moved. */
export interface Alarm {
  /** Sets the time, in milliseconds since the epoch; `undefined` for never. It replaces the one before. */
  set(at: number | undefined): void
}

/** Makes an alarm that calls `ring` when its time has come. */
export function createAlarm(clock: Clock, ring: () => void): Alarm {
  let waiting = new AbortController()

  return {
    set(at) {
      waiting.abort()
      waiting = new AbortController()
      if (at !== undefined) clock.sleep(Math.max(0, at - clock.now()), waiting.signal).then(ring, ignoreAbort)
    },
  }
}

function ignoreAbort(): void {}
