import type { Connection } from '../driver.ts'

/** How many invalidations there were in each scope, by its name. */
export type Sequences = ReadonlyMap<string, number>

/** Reads how many invalidations there were. */
export function sequencesOf(connection: Connection): Sequences {
  const select = connection.prepare<[], [string, number]>('SELECT name, sequence FROM scopes')
  return new Map(select.raw().all())
}

/**
 * Fences off, in a backup, what was read in scopes in which something was invalidated since, or of which that is not known:
 * a value that a write made untrue must not come back with it. Their numbers go on from where they are now.
 */
export function fenceOff(backup: Connection, now: Sequences, time: number): void {
  const raise = backup.prepare('UPDATE scopes SET sequence = @next, floor = @next WHERE name = @name')
  backup
    .transaction(() => {
      for (const [name, sequence] of sequencesOf(backup)) {
        const current = now.get(name)
        if (current !== sequence)
          raise.run({ name, next: Math.max(sequence, current ?? 0, Math.floor(time)) + 1 })
      }
    })
    .immediate()
}
