import type { Session } from '../session.ts'
import { createRemoval, type EntryFacts, factColumns } from './removal.ts'

/** Removes the scope's entries that were read before a number of its sequence, letting others go first in between. */
export type Clear = (scope: number, before: number, signal?: AbortSignal) => Promise<void>

const lookedAtOnce = 64

/** Makes the way to clear scopes. */
export function createClear(session: Session): Clear {
  const removal = createRemoval(session)
  const older = session.connection.prepare<[number, number, number], EntryFacts>(
    `SELECT ${factColumns} FROM entries WHERE scope = ? AND as_of < ? LIMIT ?`,
  )

  return async (scope, before, signal) => {
    for (;;) {
      const rows = await session.read(() => older.all(scope, before, lookedAtOnce), signal)
      if (rows.length === 0) return
      await removal.some(rows, rows.length, signal)
    }
  }
}
