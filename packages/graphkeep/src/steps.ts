import { cacheStep } from '@graphkeep/cache'
import { type CacheManager, type InvokeStep, onceStep, type SecretStore } from '@graphkeep/core'

import type { HostPolicies } from './split-policies.ts'

/** What happens between a host's request and a tool, from the outermost to the innermost. */
export function stepsOf(parts: {
  readonly cache: CacheManager
  readonly secrets: SecretStore

  /** By the name of a tool. */
  readonly policies: HostPolicies
}): readonly InvokeStep[] {
  return [onceStep(parts.secrets), cacheStep(parts.cache, parts.policies)]
}
