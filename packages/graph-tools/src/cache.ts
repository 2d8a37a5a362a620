import type { AnyTool, CacheManager, TaskQueue } from '@graphkeep/core'

import { cacheGetStats } from './cache/cache-get-stats.ts'
import { cacheInvalidate } from './cache/cache-invalidate.ts'
import { cacheTaskGetStatus } from './cache/cache-task-get-status.ts'
import { cacheTaskList } from './cache/cache-task-list.ts'
import { cacheWarmingStatus } from './cache/cache-warming-status.ts'

/**
 * Makes the tools about the cache itself, and about background work when there is a queue.
 *
 * @example
 * ```ts
 * const tools = [...catalog, ...cacheTools({ cache, queue })]
 * ```
 */
export function cacheTools(parts: {
  readonly cache: CacheManager
  readonly queue?: TaskQueue
}): readonly AnyTool[] {
  const { cache, queue } = parts
  return [
    cacheGetStats(cache),
    cacheInvalidate(cache),
    cacheWarmingStatus(cache),
    ...(queue ? [cacheTaskList(queue), cacheTaskGetStatus(queue)] : []),
  ]
}
