import type { Sealer } from '../keys/sealer.ts'
import type { Scope } from '../scope.ts'
import type { Store, StoreEntry } from './store.ts'
import { wrapStore } from './wrap-store.ts'

/**
 * Seals every value before it reaches `inner`, bound to its scope, its key and everything that decides how long it
 * may be served: a row that is copied to another scope, renamed or given a longer life does not open.
 *
 * @throws {@link DecryptionFailed} from `get`, when a value does not open.
 *
 * @example
 * ```ts
 * const store = sealedStore(createMemoryStore(), createSealer(createKeyRing([masterKey])))
 * ```
 */
export function sealedStore(inner: Store, sealer: Sealer): Store {
  return wrapStore(inner, {
    async get(scope, key, signal) {
      const entry = await inner.get(scope, key, signal)
      return entry && { ...entry, value: await sealer.open(contextOf(scope, key, entry), entry.value) }
    },

    async set(scope, key, entry, signal) {
      const value = await sealer.seal(contextOf(scope, key, entry), entry.value)
      return inner.set(scope, key, { ...entry, value }, signal)
    },
  })
}

function contextOf(scope: Scope, key: string, entry: StoreEntry) {
  const { fetchedAt, staleAt, expiresAt, keepUntil, asOf, tags } = entry
  return {
    purpose: 'entries' as const,
    scope,
    name: JSON.stringify([key, fetchedAt, staleAt, expiresAt, keepUntil, asOf, tags]),
  }
}
