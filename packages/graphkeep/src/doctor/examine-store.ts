import { type Clock, isGraphkeepError, type Store } from '@graphkeep/core'

import type { Finding } from './finding.ts'

/** No account has this scope, so nothing of anybody's is touched. */
const scope = { tenant: 'graphkeep', account: 'doctor' }

/** Writes an entry, reads it, and removes it again. */
export async function examineStore(store: Store, clock: Clock): Promise<Finding> {
  try {
    const now = clock.now()
    const { sequence } = await store.invalidations(scope)
    const value = new TextEncoder().encode('probe')
    const times = { fetchedAt: now, staleAt: now + 60_000, expiresAt: now + 60_000, keepUntil: now + 60_000 }
    await store.set(scope, 'doctor:probe', { value, tags: [], asOf: sequence, cost: 0, ...times })
    const found = await store.get(scope, 'doctor:probe')
    await store.clear(scope)
    if (found?.value.length === value.length)
      return { subject: 'Store', verdict: 'ok', detail: 'Writes and reads.' }
    return { subject: 'Store', verdict: 'bad', detail: 'What was written could not be read again.' }
  } catch (error) {
    if (!isGraphkeepError(error)) throw error
    const detail = `${error.message} (${error.code}). Look for a full disk or a folder that is read-only.`
    return { subject: 'Store', verdict: 'bad', detail }
  }
}
