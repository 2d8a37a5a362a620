import { type Clock, type Events, GraphFailure } from '@graphkeep/core'

import type { GraphCall, Send } from './graph-call.ts'
import { longSleep } from './long-sleep.ts'
import { retryAfterMs } from './retry-after.ts'

/** How often a request is sent when nothing but patience can help; throttling does not count. */
const mostAttempts = 4
const firstWaitMs = 1000
const longestWaitMs = 30_000

/** What repeating needs beside the requests. */
export interface RetryOptions {
  readonly clock: Clock
  readonly events: Events | undefined

  /** From 0 up to, not including, 1. */
  readonly random: () => number
}

/**
 * Repeats requests: when Graph throttles, always, and after exactly as long as Graph says; when Graph is unavailable
 * or the network fails, a few times, and only what may be sent twice.
 *
 * A wait that would last beyond the call's deadline is not begun: the caller is told at once.
 */
export function retrying(next: Send, options: RetryOptions): Send {
  return async (call) => {
    for (let attempt = 1; ; attempt++) {
      const outcome = await attempted(next, call, attempt, options)
      const waitMs = waitBeforeNext(outcome, call, attempt, options)
      if (waitMs === undefined) return delivered(outcome)
      options.events?.emit('graph.retry', { route: call.route, status: outcome.status, waitMs, attempt })
      await longSleep(options.clock, waitMs, call.signal)
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
    if (error instanceof GraphFailure) return error
    throw error
  })
  const { method, route } = call
  events?.emit('graph.request', { method, route, status: outcome.status, ms: clock.now() - started, attempt })
  return outcome
}

function waitBeforeNext(
  outcome: Outcome,
  call: GraphCall,
  attempt: number,
  { clock, random }: RetryOptions,
): number | undefined {
  const { status } = outcome
  const throttled = status === 429
  const passing = [0, 502, 503, 504].includes(status) && call.repeatable && attempt < mostAttempts
  if (!throttled && !passing) return undefined
  const now = clock.now()
  const asked = outcome instanceof Response ? retryAfterMs(outcome.headers, now) : undefined
  const waitMs = asked ?? backoffMs(attempt, random())
  return now + waitMs < call.deadline ? waitMs : undefined
}

/** Twice as long each time, and half of it by chance, so that those who fail together do not return together. */
function backoffMs(attempt: number, chance: number): number {
  const whole = Math.min(firstWaitMs * 2 ** (attempt - 1), longestWaitMs)
  return Math.round(whole / 2 + (whole / 2) * chance)
}

function delivered(outcome: Outcome): Response {
  if (outcome instanceof GraphFailure) throw outcome
  return outcome
}
