import type { Scope, Store, StoreEntry } from '@graphkeep/core'

/** The scope of tests that need only one. */
export const ada: Scope = { tenant: 'contoso.com', account: 'ada' }

/** Stores a value under a key, as read now. */
export async function put(
  store: Store,
  key: string,
  value: Uint8Array,
  tags: readonly string[] = [],
): Promise<boolean> {
  const { sequence } = await store.invalidations(ada)
  return store.set(ada, key, entryOf(value, sequence, tags))
}

/** Makes an entry that is kept for an hour. */
export function entryOf(value: Uint8Array, asOf: number, tags: readonly string[] = []): StoreEntry {
  const fetchedAt = Date.now()
  const keepUntil = fetchedAt + 3_600_000
  return { value, fetchedAt, staleAt: keepUntil, expiresAt: keepUntil, keepUntil, tags, asOf, cost: 1 }
}

/** Returns the bytes under a key as text, `undefined` when there is no entry. */
export async function textAt(store: Store, key: string): Promise<string | undefined> {
  const entry = await store.get(ada, key)
  return entry && Buffer.from(entry.value).toString()
}
