import { setImmediate } from 'node:timers/promises'

import type { Clock } from '../clock.ts'

/** A clock that stands still until it is moved. */
export interface ManualClock extends Clock {
  /** Lets `ms` milliseconds go by: wakes whoever sleeps at the time set, one after the other, and lets woken code run. */
  advance(ms: number): Promise<void>

  /**
   * Moves the clock at once, as when a machine was suspended or its time was set; then wakes whoever is due. Negative
   * values move it back.
   */
  jump(ms: number): Promise<void>
}

/**
 * Makes a clock for tests. Woken code runs until it waits for something that takes real time, such as a disk.
 *
 * @param start Where it stands first, in milliseconds since the epoch. Default: a moment in November 2023.
 *
 * @example
 * ```ts
 * const clock = manualClock()
 * const slept = clock.sleep(60_000).then(() => 'slept a minute')
 * await clock.advance(60_000)
 * await slept
 * ```
 */
export function manualClock(start = 1_700_000_000_000): ManualClock {
  const sleepers = new Set<Sleeper>()
  let time = start

  const nextTime = (): number => Math.min(...[...sleepers].map(({ at }) => at))

  async function wakeUntil(end: number): Promise<void> {
    for (let at = nextTime(); at <= end; at = nextTime()) {
      time = Math.max(time, at)
      for (const sleeper of sleepers) if (sleeper.at === at) sleeper.wake()
      await settle()
    }
  }

  return {
    now: () => time,

    sleep(ms, signal) {
      if (signal?.aborted) return Promise.reject(signal.reason)
      return ms > 0 ? fallAsleep(sleepers, time + ms, signal) : Promise.resolve()
    },

    async advance(ms) {
      const end = time + ms
      await settle()
      await wakeUntil(end)
      time = end
    },

    async jump(ms) {
      await settle()
      time += ms
      await wakeUntil(time)
    },
  }
}

interface Sleeper {
  readonly at: number
  readonly wake: () => void
}

function fallAsleep(sleepers: Set<Sleeper>, at: number, signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve, reject) => {
    const sleeper = { at, wake: () => end(resolve) }
    const aborted = (): void => end(() => reject(signal?.reason))
    sleepers.add(sleeper)
    signal?.addEventListener('abort', aborted, { once: true })

    function end(answer: () => void): void {
      sleepers.delete(sleeper)
      signal?.removeEventListener('abort', aborted)
      answer()
    }
  })
}

/** Promise callbacks all run within a turn of the event loop; a few turns let callbacks of streams and timers follow. */
async function settle(): Promise<void> {
  for (let turn = 0; turn < 3; turn++) await setImmediate()
}
