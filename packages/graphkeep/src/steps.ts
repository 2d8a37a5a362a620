import { cacheStep } from '@graphkeep/cache'
import type { CacheManager, InvokeStep } from '@graphkeep/core'

/** What happens between a host's request and a tool, from the outermost to the innermost. */
export function stepsOf(parts: { readonly cache: CacheManager }): readonly InvokeStep[] {
  return [cacheStep(parts.cache)]
}
