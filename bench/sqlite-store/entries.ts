import type { Scope, Store, StoreEntry } from '@graphkeep/core'

/** Whose entries are measured. */
export const scope: Scope = { tenant: 'contoso.com', account: 'ada' }

/** 32 bytes that stand for a key. */
export const key: Uint8Array = Uint8Array.from({ length: 32 }, (_, index) => (index * 37 + 11) & 0xff)

/** Makes an entry that is kept for an hour. */
export function entryOf(value: Uint8Array, asOf: number, tags: readonly string[] = []): StoreEntry {
  const fetchedAt = Date.now()
  const keepUntil = fetchedAt + 3_600_000
  return { value, fetchedAt, staleAt: keepUntil, expiresAt: keepUntil, keepUntil, tags, asOf, cost: 100 }
}

/** Stores as many entries of one value, fifty at the same time. */
export async function fill(
  store: Store,
  count: number,
  value: Uint8Array,
  tags: readonly string[] = [],
): Promise<void> {
  const { sequence } = await store.invalidations(scope)
  for (let from = 0; from < count; from += 50) {
    const keys = Array.from(
      { length: Math.min(50, count - from) },
      (_, index) => `email:list:${from + index}`,
    )
    await Promise.all(keys.map((name) => store.set(scope, name, entryOf(value, sequence, tags))))
  }
}
