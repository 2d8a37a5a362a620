import { type InvalidationRecord, type InvalidationTarget, patternOf } from '@graphkeep/core'

import type { Connection } from '../driver.ts'
import { wellFormed } from './well-formed.ts'

/** Counts and records invalidations. Each verb is to be called by what reads or writes. */
export interface InvalidationLog {
  /** Takes the scope's next number for the target, and returns it. `at` is in milliseconds since the epoch. */
  add(scope: number, target: InvalidationTarget, cause: string, at: number): number

  /** Takes the scope's next number for everything, and forgets what was named before; returns the number. */
  fence(scope: number): number

  /** Returns the newest records first, of the last 1,000. */
  history(scope: number, limit: number): readonly InvalidationRecord[]
}

const historyLimit = 1_000

/** Makes the way to the record of invalidations. */
export function createInvalidationLog(connection: Connection): InvalidationLog {
  const next = connection
    .prepare<[number], number>('UPDATE scopes SET sequence = sequence + 1 WHERE id = ? RETURNING sequence')
    .pluck()
  const mark = connection.prepare(
    `INSERT INTO marks (scope, kind, name, number) VALUES (?, ?, ?, ?)
     ON CONFLICT DO UPDATE SET number = excluded.number`,
  )
  const record = connection.prepare(
    'INSERT INTO invalidations (scope, sequence, at, cause, target) VALUES (?, ?, ?, ?, ?)',
  )
  const forget = connection.prepare('DELETE FROM invalidations WHERE scope = ? AND sequence <= ?')
  const raiseFloor = connection.prepare('UPDATE scopes SET floor = sequence WHERE id = ?')
  const unmark = connection.prepare('DELETE FROM marks WHERE scope = ?')
  const select = connection.prepare<[number, number], RecordRow>(
    'SELECT sequence, at, cause, target FROM invalidations WHERE scope = ? ORDER BY sequence DESC LIMIT ?',
  )

  return {
    add(scope, target, cause, at) {
      const sequence = next.get(scope) as number
      if (target.tags) for (const tag of target.tags) mark.run(scope, 'tag', wellFormed(tag), sequence)
      else mark.run(scope, 'pattern', wellFormed(patternOf(target)), sequence)
      record.run(scope, sequence, at, cause, JSON.stringify(target))
      forget.run(scope, sequence - historyLimit)
      return sequence
    },

    fence(scope) {
      const sequence = next.get(scope) as number
      raiseFloor.run(scope)
      unmark.run(scope)
      forget.run(scope, sequence)
      return sequence
    },

    history: (scope, limit) => select.all(scope, Math.max(0, limit)).map(recordOf),
  }
}

interface RecordRow extends Omit<InvalidationRecord, 'target'> {
  readonly target: string
}

function recordOf({ target, ...record }: RecordRow): InvalidationRecord {
  return { ...record, target: JSON.parse(target) }
}
