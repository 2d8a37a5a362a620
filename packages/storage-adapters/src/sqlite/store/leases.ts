import { randomUUID } from 'node:crypto'

import type { Lease } from '@graphkeep/core'

import type { Session } from '../session.ts'
import { wellFormed } from './well-formed.ts'

/** Hands out rights to fetch, one holder for each key. */
export interface Leases {
  /** Takes the right for `ms` milliseconds; `undefined` while somebody else has it. */
  take(scope: number, key: string, ms: number, signal?: AbortSignal): Promise<Lease | undefined>

  /** Frees all of a scope. To be called by what writes. */
  drop(scope: number): void

  /** Forgets those that are over. To be called by what writes. */
  dropOld(): void
}

/** Makes the way to the leases. */
export function createLeases(session: Session): Leases {
  const { connection, clock } = session
  const claim = connection.prepare(
    `INSERT INTO leases (scope, key, holder, until) VALUES (?, ?, ?, ?)
     ON CONFLICT DO UPDATE SET holder = excluded.holder, until = excluded.until WHERE until <= ?`,
  )
  const free = connection.prepare('DELETE FROM leases WHERE scope = ? AND key = ? AND holder = ?')
  const drop = connection.prepare('DELETE FROM leases WHERE scope = ?')
  const dropOld = connection.prepare('DELETE FROM leases WHERE until <= ?')

  return {
    async take(scope, key, ms, signal) {
      const holder = randomUUID()
      const now = clock.now()
      const { changes } = await session.write(
        () => claim.run(scope, wellFormed(key), holder, now + ms, now),
        signal,
      )
      if (changes === 0) return undefined
      return { release: () => release(scope, key, holder) }
    },

    drop: (scope) => void drop.run(scope),
    dropOld: () => void dropOld.run(clock.now()),
  }

  async function release(scope: number, key: string, holder: string): Promise<void> {
    try {
      await session.write(() => free.run(scope, key, holder))
    } catch {
      // The deadline frees it: whoever gives a right back has no more use for an error.
    }
  }
}
