import { type Clock, type Events, GraphFailure } from '@graphkeep/core'
import { ExponentialBackoff, type IBackoff } from 'cockatiel'

import { CircuitOpen } from './breaker.ts'
import { canBeSentAgain, type GraphCall, type Send } from './graph-call.ts'
import { longSleep } from './long-sleep.ts'
import { retryAfterMs } from './retry-after.ts'

/** How often a request is sent when nothing but patience can help; throttling does not count. */
const mostAttempts = 4

/** Grows about twofold each time and scatters, so that those who fail together do not return together. */
const backoff = new ExponentialBackoff({ initialDelay: 1000, maxDelay: 30_000 })

/** What repeating needs beside the requests. */
export interface RetryOptions {
  readonly clock: Clock
  readonly events: Events | undefined
}

/**
 * Repeats requests: when Graph throttles, always, and after exactly as long as Graph says; when Graph is unavailable
 * or the network fails, a few times, and only what may be sent twice. A body that streams is gone with the first request,
 * so that one is not repeated.
 *
 * A wait that would last beyond the call's deadline is not begun: the caller is told at once.
 */
export function retrying(next: Send, options: RetryOptions): Send {
  return async (call) => {
    let wait: IBackoff<unknown> = backoff.next()
    for (let attempt = 1; ; attempt++) {
      const outcome = await attempted(next, call, attempt, options)
      const waitMs = waitBeforeNext(outcome, call, { attempt, wait, clock: options.clock })
      if (waitMs === undefined) return delivered(outcome)
      options.events?.emit('graph.retry', { route: call.route, status: outcome.status, waitMs, attempt })
      await longSleep(options.clock, waitMs, call.signal)
      wait = wait.next(undefined)
    }
  }
}

type Outcome = Response | GraphFailure

async function attempted(
  next: Send,
  call: GraphCall,
  attempt: number,
  { clock, events }: RetryOptions,
): Promise<Outcome> {
  const started = clock.now()
  const outcome = await next(call).catch((error: unknown) => {
    if (error instanceof GraphFailure && !(error instanceof CircuitOpen)) return error
    throw error
  })
  const { method, route } = call
  events?.emit('graph.request', { method, route, status: outcome.status, ms: clock.now() - started, attempt })
  return outcome
}

function waitBeforeNext(
  outcome: Outcome,
  call: GraphCall,
  {
    attempt,
    wait,
    clock,
  }: { readonly attempt: number; readonly wait: IBackoff<unknown>; readonly clock: Clock },
): number | undefined {
  const { status } = outcome
  const throttled = status === 429
  const passing = [0, 502, 503, 504].includes(status) && call.repeatable && attempt < mostAttempts
  if ((!throttled && !passing) || !canBeSentAgain(call)) return undefined
  const now = clock.now()
  const asked = outcome instanceof Response ? retryAfterMs(outcome.headers, now) : outcome.retryAfterMs
  const waitMs = asked ?? Math.round(wait.duration)
  return now + waitMs < call.deadline ? waitMs : undefined
}

function delivered(outcome: Outcome): Response {
  if (outcome instanceof GraphFailure) throw outcome
  return outcome
}
