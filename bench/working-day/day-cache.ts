import { cacheStep, createCacheManager, policies, requestKey } from '@graphkeep/cache'
import {
  type AnyTool,
  createInvoker,
  type InvokeStep,
  type Scope,
  type ToolAnswer,
  type ToolCall,
  type ToolContext,
} from '@graphkeep/core'
import { catalog } from '@graphkeep/graph-tools'
import { BentoCache, bentostore } from 'bentocache'
import { memoryDriver } from 'bentocache/drivers/memory'

/** Calls a tool through some cache, or through none. */
export type CallTool = (tool: string, input: object) => Promise<unknown>

/** What calls go to. */
export interface Origin {
  readonly scope: Scope
  readonly fetchFor: (scope: Scope, tool: AnyTool) => ToolContext['fetch']
}

/** Calls tools without a cache. */
export function uncached(origin: Origin): CallTool {
  return callThrough(origin, [])
}

/** Calls tools through our cache with its defaults. */
export function graphkeep(origin: Origin): CallTool {
  return callThrough(origin, [cacheStep(createCacheManager())])
}

/**
 * Calls tools through BentoCache, set up as well as it lets itself be: in memory without serialising, our lifetimes, and
 * our tags deleted after each write.
 */
export function bentocache(origin: Origin): CallTool {
  const cache = new BentoCache({
    default: 'memory',
    stores: { memory: bentostore().useL1Layer(memoryDriver({ maxItems: 100_000, serialize: false })) },
  })
  return callThrough(origin, [(call, next) => (call.tool.cache ? read(call, next) : write(call, next))])

  function read(call: ToolCall, next: (call: ToolCall) => Promise<ToolAnswer>): Promise<ToolAnswer> {
    const { tool, input } = call
    const { freshMs, graceMs } = policies[tool.cache?.resource ?? 'default']
    return cache.getOrSet({
      key: requestKey('tool', tool.name, input),
      ttl: freshMs,
      grace: graceMs,
      // Waits for the origin: otherwise it serves what a write has just made untrue.
      timeout: null,
      factory: async ({ setTags }) => {
        const answer = await next(call)
        setTags([...(tool.cache?.tags(answer.output, input) ?? [])])
        return answer
      },
    })
  }

  async function write(call: ToolCall, next: (call: ToolCall) => Promise<ToolAnswer>): Promise<ToolAnswer> {
    const answer = await next(call)
    const tags = call.tool.invalidates?.(call.input, answer.output) ?? []
    if (tags.length > 0) await cache.deleteByTag({ tags: [...tags] })
    return answer
  }
}

function callThrough({ scope, fetchFor }: Origin, steps: readonly InvokeStep[]): CallTool {
  const invoker = createInvoker({ tools: catalog, fetchFor, steps })
  return async (tool, input) => (await invoker.call(tool, input, { scope })).output
}
