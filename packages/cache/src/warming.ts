import { setImmediate } from 'node:timers/promises'

import {
  type CacheManager,
  type Clock,
  isGraphkeepError,
  type WarmingStatus,
  type WarmingStep,
} from '@graphkeep/core'

import { createRecent } from './recent.ts'
import { areaOf } from './slot.ts'

/** Fetches ahead what will be wanted. */
export interface Warming extends Pick<CacheManager, 'warm' | 'warmingStatus'> {
  /** Ends the plans of a scope: the step that runs is told through its signal, and nobody waits for it. */
  drop(scopeId: string): void

  /** Ends all plans for good. */
  stop(): void
}

/** The plans of one scope: they run one after the other. */
interface Plans {
  latest: WarmingStatus
  last: Promise<unknown>
  stopper: AbortController
}

const mostScopes = 1_000
const nothing: WarmingStatus = Object.freeze({ state: 'idle', total: 0, done: 0, failed: [] })

/**
 * Makes the part of a cache that warms it: of each scope one step at a time, the highest priority first, each only when
 * `idle` says that no real call of the scope is being fetched.
 *
 * @example
 * ```ts
 * const warming = createWarming({ clock: systemClock, idle: async () => {} })
 * await warming.warm(scope, [{ name: 'folder tree', priority: 10, run: () => fetchFolders() }])
 * ```
 */
export function createWarming(options: {
  readonly clock: Clock
  readonly idle: (scopeId: string) => Promise<void>
}): Warming {
  const { clock, idle } = options
  const scopes = createRecent<Plans>({
    limit: mostScopes,
    mayForget: ({ latest }) => latest.state !== 'running',
  })
  let stopped = false

  function plansOf(scopeId: string): Plans {
    return scopes.of(scopeId, () => {
      const stopper = new AbortController()
      if (stopped) stopper.abort()
      return { latest: nothing, last: Promise.resolve(), stopper }
    })
  }

  async function runPlan(
    steps: readonly WarmingStep[],
    ready: () => Promise<void>,
    { signal, show }: { readonly signal: AbortSignal; readonly show: (status: WarmingStatus) => void },
  ): Promise<WarmingStatus> {
    const startedAt = clock.now()
    const aborted = once(signal)
    let status: WarmingStatus = { state: 'running', total: steps.length, done: 0, failed: [], startedAt }
    const change = (part: Partial<WarmingStatus>) => {
      const { current: _, remainingMs: __, ...rest } = status
      status = { ...rest, ...part, ...(part.endedAt === undefined && remaining(rest, part, clock.now())) }
      show(status)
    }
    for (const step of steps.toSorted((a, b) => (b.priority ?? 0) - (a.priority ?? 0))) {
      await Promise.race([ready(), aborted])
      if (signal.aborted) break
      change({ current: step.name })
      const code = await Promise.race([failureOf(step, signal), aborted])
      if (signal.aborted) break
      if (code === undefined) change({ done: status.done + 1 })
      else change({ failed: [...status.failed, { name: step.name, code }] })
    }
    change({ state: signal.aborted ? 'stopped' : 'done', endedAt: clock.now() })
    return status
  }

  return {
    warm(scope, steps, onProgress) {
      const { scopeId } = areaOf(scope)
      const plans = plansOf(scopeId)
      const show = (status: WarmingStatus) => {
        plans.latest = status
        tellSafely(onProgress, status)
      }
      const plan = plans.last.then(async () => {
        await setImmediate()
        return runPlan(steps, () => idle(scopeId), { signal: plans.stopper.signal, show })
      })
      plans.last = plan
      return plan
    },

    warmingStatus: (scope) => plansOf(areaOf(scope).scopeId).latest,

    drop(scopeId) {
      plansOf(scopeId).stopper.abort()
      scopes.delete(scopeId)
    },

    stop() {
      stopped = true
      for (const { stopper } of scopes.values()) stopper.abort()
    },
  }
}

function once(signal: AbortSignal): Promise<undefined> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve(undefined)
    signal.addEventListener('abort', () => resolve(undefined), { once: true })
  })
}

function remaining(
  before: WarmingStatus,
  part: Partial<WarmingStatus>,
  now: number,
): Pick<WarmingStatus, 'remainingMs'> {
  const { total, startedAt = now, done, failed } = { ...before, ...part }
  const ended = done + failed.length
  if (ended === 0) return {}
  return { remainingMs: Math.round(((now - startedAt) / ended) * (total - ended)) }
}

async function failureOf(step: WarmingStep, signal: AbortSignal): Promise<string | undefined> {
  try {
    await step.run(signal)
    return undefined
  } catch (error) {
    return isGraphkeepError(error) ? error.code : 'ERR_UNEXPECTED'
  }
}

function tellSafely(listener: ((status: WarmingStatus) => void) | undefined, status: WarmingStatus): void {
  try {
    listener?.(status)
  } catch {
    // A listener's mistake must not end the plan.
  }
}
