import type { CacheManager, Invoker, Scope, TaskQueue, WarmingStep } from '@graphkeep/core'

const jobType = 'cache.warm'

/** What an assistant is going to ask for first, the most wanted first. */
const plan = [
  ['folder tree', 'folder_get_tree'],
  ['newest mail of the inbox', 'email_list'],
  ['the coming week', 'calendar_list_events'],
  ['contacts', 'contact_list'],
  ['files at the top of the drive', 'file_list'],
] as const

/**
 * Returns a function that fetches what will be wanted in a scope, as a job of the queue: once at a time for a scope,
 * behind real calls.
 */
export function createWarmUp(parts: {
  readonly invoker: Invoker
  readonly cache: CacheManager
  readonly queue: TaskQueue
}): (scope: Scope) => Promise<void> {
  const { invoker, cache, queue } = parts
  queue.work(jobType, ({ scope }, { progress }) =>
    cache.warm(stepsFor(invoker, scope), ({ done, total }) => void progress(done / total)),
  )
  return async (scope) => void (await queue.enqueue({ scope, type: jobType, dedupeKey: 'all' }))
}

function stepsFor(invoker: Invoker, scope: Scope): readonly WarmingStep[] {
  const known = new Set(invoker.tools.map(({ name }) => name))
  return plan
    .filter(([, tool]) => known.has(tool))
    .map(([name, tool], index) => ({
      name,
      priority: plan.length - index,
      run: (signal) => invoker.call(tool, {}, { scope, signal }),
    }))
}
