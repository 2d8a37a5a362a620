import type { CacheManager, Clock, Invoker, Scope, TaskQueue, WarmingStep } from '@graphkeep/core'

const jobType = 'cache.warm'

/** What an assistant is going to ask for first, the most wanted first. */
const plan: readonly (readonly [name: string, tool: string, input: (now: number) => object])[] = [
  ['folder tree', 'folder_get_tree', () => ({})],
  ['newest mail of the inbox', 'email_list', () => ({})],
  ['the coming week', 'calendar_list_events', () => ({})],
  ['the coming fortnight', 'calendar_list_events', (now) => ({ from: dayOf(now), to: dayOf(now, 14) })],
  ['contacts', 'contact_list', () => ({})],
  ['files at the top of the drive', 'file_list', () => ({})],
]

/**
 * Returns a function that fetches what will be wanted in a scope, as a job of the queue: once at a time for a scope,
 * behind real calls.
 */
export function createWarmUp(parts: {
  readonly invoker: Invoker
  readonly cache: CacheManager
  readonly queue: TaskQueue
  readonly clock: Clock
}): (scope: Scope) => Promise<void> {
  const { invoker, cache, queue, clock } = parts
  queue.work(jobType, ({ scope }, { progress }) =>
    cache.warm(
      scope,
      stepsFor(invoker, scope, clock.now()),
      ({ done, total }) => void progress(done / total),
    ),
  )
  return async (scope) => void (await queue.enqueue({ scope, type: jobType, dedupeKey: 'all' }))
}

function stepsFor(invoker: Invoker, scope: Scope, now: number): readonly WarmingStep[] {
  const known = new Set(invoker.tools.map(({ name }) => name))
  return plan
    .filter(([, tool]) => known.has(tool))
    .map(([name, tool, input], index) => ({
      name,
      priority: plan.length - index,
      run: (signal) => invoker.call(tool, input(now), { scope, signal }),
    }))
}

function dayOf(now: number, daysLater = 0): string {
  return new Date(now + daysLater * 86_400_000).toISOString().slice(0, 10)
}
