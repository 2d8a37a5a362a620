import { type Clock, type Events, GraphFailure } from '@graphkeep/core'
import {
  BrokenCircuitError,
  type CircuitBreakerPolicy,
  ConsecutiveBreaker,
  circuitBreaker,
  ExponentialBackoff,
  handleType,
  type IBackoff,
} from 'cockatiel'

import type { GraphCall, Send } from './graph-call.ts'

/** When a part of Graph that fails is left alone, and for how long. */
export interface BreakerOptions {
  /** After how many failures in a row. */
  readonly failures: number

  /** For how long at first, in milliseconds; each time that a probe fails it is about twice as long, up to half a minute. */
  readonly restMs: number
}

/** What is refused here, without having been sent, because what was sent before has failed. */
export class CircuitOpen extends GraphFailure {}

/**
 * Leaves a part of Graph alone that fails again and again: for a tenant and a workload apart from all others. After a
 * rest one request is let through, and the others wait for what becomes of it.
 */
export function breaking(
  next: Send,
  options: BreakerOptions,
  { clock, events }: { readonly clock: Clock; readonly events: Events | undefined },
): Send {
  const breakers = new Map<string, CircuitBreakerPolicy>()

  const breakerOf = ({ scope, workload, url }: GraphCall): CircuitBreakerPolicy => {
    const key = `${new URL(url).host} ${scope.tenant} ${workload}`.toLowerCase()
    const breaker = breakers.get(key) ?? openBreaker(options, clock, (state) => tell(workload, state))
    breakers.set(key, breaker)
    return breaker
  }
  const tell = (workload: GraphCall['workload'], state: 'open' | 'half-open' | 'closed'): void =>
    events?.emit('graph.circuit', { workload, state })

  return async (call) => {
    try {
      return await breakerOf(call).execute(() => next(call), call.signal)
    } catch (error) {
      throw error instanceof BrokenCircuitError ? circuitOpen() : error
    }
  }
}

function openBreaker(
  { failures, restMs }: BreakerOptions,
  clock: Clock,
  tell: (state: 'open' | 'half-open' | 'closed') => void,
): CircuitBreakerPolicy {
  const failed = handleType(GraphFailure, ({ status }) => status === 0).orWhenResult(
    (answer) => answer instanceof Response && [500, 502, 503, 504].includes(answer.status),
  )
  const rests = new ExponentialBackoff({ initialDelay: restMs, maxDelay: Math.max(restMs, 30_000) })
  const breaker = circuitBreaker(failed, {
    breaker: new ConsecutiveBreaker(failures),
    halfOpenAfter: { next: () => restBy(clock, rests.next()) },
  })
  breaker.onBreak(() => tell('open'))
  breaker.onHalfOpen(() => tell('half-open'))
  breaker.onReset(() => tell('closed'))
  return breaker
}

/** The breaker compares a rest with the machine's time: until ours has come it is endless, then none. */
function restBy(clock: Clock, rest: IBackoff<unknown>): IBackoff<unknown> {
  const until = clock.now() + rest.duration
  return {
    get duration() {
      return clock.now() < until ? Number.POSITIVE_INFINITY : Number.NEGATIVE_INFINITY
    },
    next: (context) => restBy(clock, rest.next(context)),
  }
}

function circuitOpen(): CircuitOpen {
  return new CircuitOpen(
    'Microsoft Graph has failed several times in a row, so it was not asked again just now. Try again in a minute.',
    { status: 503, retryable: true },
  )
}
