import type { FencedWrite } from '@graphkeep/core'

import type { Coherence } from './coherence.ts'
import { areaOf } from './slot.ts'

/**
 * Makes the function that runs a write between two invalidations. The second comes also when the write throws, for it
 * may have taken effect all the same. When `after` throws, everything of the scope is invalidated: the write is done,
 * and what it touched is not known.
 *
 * @example
 * ```ts
 * const write = createFencedWrite(coherence)
 * await write({ scope, before: ['email:folder:A'], cause: 'email_move', run: () => move() })
 * ```
 */
export function createFencedWrite(coherence: Coherence): <T>(write: FencedWrite<T>) => Promise<T> {
  return async ({ scope, before, after, cause, run }) => {
    const area = areaOf(scope)
    await coherence.invalidate(area, { tags: before }, cause)
    let touched: readonly string[] | undefined = before
    try {
      const result = await run()
      touched = tagsAfter(before, () => after?.(result) ?? [])
      return result
    } finally {
      await coherence.invalidate(area, touched ? { tags: touched } : { prefix: '' }, cause)
    }
  }
}

function tagsAfter(before: readonly string[], after: () => readonly string[]): readonly string[] | undefined {
  try {
    return [...new Set([...before, ...after()])]
  } catch {
    return undefined
  }
}
