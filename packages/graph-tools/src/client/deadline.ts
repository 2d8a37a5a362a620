import type { Clock } from '@graphkeep/core'

import type { GraphCall } from './graph-call.ts'
import { neverSent } from './graph-failure.ts'
import { longSleep } from './long-sleep.ts'

/** The reason with which a call's signal aborts when its time is over. */
export class DeadlinePassed extends Error {}

/** Runs something until the call's deadline, and ends it then with an error that says so. */
export async function withinDeadline<T>(
  call: GraphCall,
  clock: Clock,
  run: (call: GraphCall) => Promise<T>,
): Promise<T> {
  if (call.deadline === Number.POSITIVE_INFINITY) return run(call)
  const timeout = new AbortController()
  const finished = new AbortController()
  const signal = AbortSignal.any([call.signal, timeout.signal])
  longSleep(clock, call.deadline - clock.now(), finished.signal).then(
    () => timeout.abort(new DeadlinePassed()),
    () => undefined,
  )
  try {
    return await run({ ...call, signal })
  } catch (error) {
    throw error instanceof DeadlinePassed ? neverSent() : error
  } finally {
    finished.abort()
  }
}
