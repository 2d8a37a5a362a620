import type {
  CacheManager,
  CachePolicy,
  CacheResource,
  InvokeStep,
  ToolAnswer,
  ToolCall,
} from '@graphkeep/core'

import { requestKey } from './request-key.ts'

type Next = (call: ToolCall) => Promise<ToolAnswer>

/**
 * Makes the step of an invoker that caches: reads that say how they are cached are looked up, calls that say what they
 * make untrue are fenced, all others pass.
 *
 * @param policies What goes before a tool's own row of the policy table, by the tool's name. Default: nothing does.
 *
 * @example
 * ```ts
 * const cache = createCacheManager()
 * const invoker = createInvoker({ tools, fetchFor, steps: [cacheStep(cache)] })
 * ```
 */
export function cacheStep(
  cache: CacheManager,
  policies: Readonly<Record<string, CachePolicy | undefined>> = {},
): InvokeStep {
  return (call, next) => {
    const { tool } = call
    if (tool.effect === 'read' && tool.cache) {
      return read(cache, call, next, policies[tool.name] ?? tool.cache.resource)
    }
    return tool.invalidates ? write(cache, call, next) : next(call)
  }
}

async function read(
  cache: CacheManager,
  call: ToolCall,
  next: Next,
  policy: CachePolicy | CacheResource,
): Promise<ToolAnswer> {
  const { tool, input, context, freshness } = call
  const [family = tool.name, ...verb] = tool.name.split('_')
  const key = { scope: context.scope, key: requestKey(family, verb.join('_') || family, input) }

  // The fetch may outlive the call that began it, so it listens to the cache's signal and not to the caller's.
  const fetch = async ({ signal }: { readonly signal: AbortSignal }) => {
    const { output } = await next({ ...call, context: { ...context, signal } })
    return output
  }
  const answer = await cache.getOrFetch<unknown>(key, fetch, {
    policy,
    ...(freshness !== undefined && { freshness }),
    tags: (output) => tool.cache?.tags(output, input) ?? [],
    signal: context.signal,
  })
  return { output: answer.value, freshness: answer.freshness }
}

async function write(cache: CacheManager, call: ToolCall, next: Next): Promise<ToolAnswer> {
  const { tool, input, context } = call
  const touched = (output: unknown) => tool.invalidates?.(input, output) ?? []
  return cache.write({
    scope: context.scope,
    before: touched(undefined),
    after: ({ output }) => touched(output),
    cause: tool.name,
    run: () => next(call),
  })
}
