import { setImmediate } from 'node:timers/promises'

import {
  type CacheManager,
  type Clock,
  isGraphkeepError,
  type WarmingStatus,
  type WarmingStep,
} from '@graphkeep/core'

/** Fetches ahead what will be wanted. */
export interface Warming extends Pick<CacheManager, 'warm' | 'warmingStatus'> {
  /** Stops for good: the step that runs is told through its signal, and nobody waits for it. */
  stop(): void
}

/**
 * Makes the part of a cache that warms it: one plan after the other, one step at a time, the highest priority first,
 * each only when `idle` says that no real call is being fetched.
 *
 * @example
 * ```ts
 * const warming = createWarming({ clock: systemClock, idle: async () => {} })
 * await warming.warm([{ name: 'folder tree', priority: 10, run: () => fetchFolders() }])
 * ```
 */
export function createWarming(options: {
  readonly clock: Clock
  readonly idle: () => Promise<void>
}): Warming {
  const { clock, idle } = options
  const stopper = new AbortController()
  const { signal } = stopper
  const stopped = Promise.withResolvers<void>()
  let latest: WarmingStatus = { state: 'idle', total: 0, done: 0, failed: [] }
  let plans: Promise<unknown> = Promise.resolve()

  async function runPlan(
    steps: readonly WarmingStep[],
    tell: (status: WarmingStatus) => void,
  ): Promise<WarmingStatus> {
    let status: WarmingStatus = {
      state: 'running',
      total: steps.length,
      done: 0,
      failed: [],
      startedAt: clock.now(),
    }
    const show = (change: Partial<WarmingStatus>) => {
      const { current: _, ...rest } = status
      latest = status = { ...rest, ...change }
      tell(status)
    }
    for (const step of steps.toSorted((a, b) => (b.priority ?? 0) - (a.priority ?? 0))) {
      await Promise.race([idle(), stopped.promise])
      if (signal.aborted) break
      show({ current: step.name })
      const code = await Promise.race([failureOf(step, signal), stopped.promise])
      if (signal.aborted) break
      show(
        code === undefined
          ? { done: status.done + 1 }
          : { failed: [...status.failed, { name: step.name, code }] },
      )
    }
    show({ state: signal.aborted ? 'stopped' : 'done', endedAt: clock.now() })
    return status
  }

  return {
    warm(steps, onProgress) {
      const plan = plans.then(async () => {
        await setImmediate()
        return runPlan(steps, (status) => tellSafely(onProgress, status))
      })
      plans = plan
      return plan
    },

    warmingStatus: () => latest,

    stop() {
      stopper.abort()
      stopped.resolve()
    },
  }
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
