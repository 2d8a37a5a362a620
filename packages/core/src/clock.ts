/** A source of time. Everything in Graphkeep that waits or expires takes one, so a test can move it. */
export interface Clock {
  /** Milliseconds since the epoch. */
  now(): number

  /** Resolves once `ms` milliseconds have gone by on this clock; rejects with the signal's reason when it aborts. */
  sleep(ms: number, signal?: AbortSignal): Promise<void>
}

/** The machine's own time. */
export const systemClock: Clock = Object.freeze({ now: () => Date.now(), sleep })

/** Timers of more milliseconds ring at once. */
const longestTimerMs = 2 ** 31 - 1

async function sleep(ms: number, signal?: AbortSignal): Promise<void> {
  let left = ms
  for (; left > longestTimerMs; left -= longestTimerMs) await wait(longestTimerMs, signal)
  await wait(left, signal)
}

function wait(ms: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    if (signal?.aborted) return reject(signal.reason)
    const timer = setTimeout(done, ms)
    signal?.addEventListener('abort', aborted, { once: true })

    function done(): void {
      signal?.removeEventListener('abort', aborted)
      resolve()
    }

    function aborted(): void {
      clearTimeout(timer)
      reject(signal?.reason)
    }
  })
}
