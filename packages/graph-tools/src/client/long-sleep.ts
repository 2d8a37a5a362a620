import type { Clock } from '@graphkeep/core'

/** The longest wait that a timer can take; a longer one would fire at once. */
const longestTimer = 2_147_483_647

/** Sleeps for any time, also longer than a timer can. */
export async function longSleep(clock: Clock, ms: number, signal: AbortSignal): Promise<void> {
  for (let left = ms; left > 0; left -= longestTimer) await clock.sleep(Math.min(left, longestTimer), signal)
}
