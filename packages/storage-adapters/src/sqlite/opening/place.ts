import { dirname, join, resolve } from 'node:path'

/** Where a database and what belongs to it lie. */
export interface Place {
  /** The database itself; SQLite adds `-wal` and `-shm` to its name. */
  readonly path: string
  readonly folder: string

  /** Holds the locks between processes, and a database while it is made. */
  readonly locks: string

  /** Held while somebody opens, makes, migrates or sets aside. */
  readonly gate: string

  /** Where a database is made before it gets its name. */
  readonly draft: string

  /** Where a database that was not encrypted is while another takes its place. */
  readonly plaintext: string

  /** Holds the keys of the database, locked. */
  readonly keyFile: string

  /** Where a key file is written before it gets its name. */
  readonly keyDraft: string

  /** There when somebody met damage, so that the next one to open checks everything. */
  readonly suspicion: string
}

/** Names the files of a database; the driver drops spaces round a path, and so does this. */
export function placeOf(path: string): Place {
  const full = resolve(path.trim())
  const locks = `${full}.locks`
  return {
    path: full,
    folder: dirname(full),
    locks,
    gate: join(locks, 'gate'),
    draft: join(locks, 'draft'),
    plaintext: join(locks, 'plaintext'),
    keyFile: `${full}.key`,
    keyDraft: join(locks, 'key-draft'),
    suspicion: join(locks, 'suspicion'),
  }
}

/** The files that SQLite keeps beside a database. */
export const companions = ['-wal', '-shm', '-journal'] as const
