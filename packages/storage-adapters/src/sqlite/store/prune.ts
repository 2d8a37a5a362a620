import type { Connection } from '../driver.ts'

const worthPruning = 256
const mostMarks = 4_096

/**
 * Makes a function that forgets the tags and patterns which no entry needs any more, by raising the floor of their
 * scope; returns the scopes that it changed. To be called by what writes.
 *
 * Where there are very many of them, the floor is raised over entries too: they are fetched again.
 */
export function createPrune(connection: Connection): () => readonly number[] {
  const crowded = connection
    .prepare<[number], number>('SELECT scope FROM marks GROUP BY scope HAVING count(*) > ?')
    .pluck()
  const oldest = connection
    .prepare<[number, number], number>(
      'SELECT ifnull((SELECT min(as_of) FROM entries WHERE scope = ?), sequence) FROM scopes WHERE id = ?',
    )
    .pluck()
  const tooOld = connection
    .prepare<[number, number], number>(
      'SELECT number FROM marks WHERE scope = ? ORDER BY number DESC LIMIT 1 OFFSET ?',
    )
    .pluck()
  const raise = connection.prepare(
    'UPDATE scopes SET floor = min(sequence, @floor) WHERE id = @scope AND floor < min(sequence, @floor)',
  )
  const forget = connection.prepare(
    'DELETE FROM marks WHERE scope = @scope AND number <= (SELECT floor FROM scopes WHERE id = @scope)',
  )

  return () =>
    crowded.all(worthPruning).filter((scope) => {
      const floor = Math.max(oldest.get(scope, scope) ?? 0, tooOld.get(scope, mostMarks) ?? 0)
      const { changes } = raise.run({ scope, floor })
      if (changes > 0) forget.run({ scope })
      return changes > 0
    })
}
