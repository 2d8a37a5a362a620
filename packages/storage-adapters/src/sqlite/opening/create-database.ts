import { closeSync, linkSync, openSync, renameSync } from 'node:fs'

import { type ConnectOptions, connect } from '../connect.ts'
import type { Driver } from '../driver.ts'
import { loadMigrate } from '../schema/load-migrate.ts'
import { removeDraft } from './draft.ts'
import type { Place } from './place.ts'
import { readBytes } from './read-bytes.ts'

/**
 * Makes an empty database under another name and gives it its own when it is complete, so that nobody ever sees half
 * of one. Does nothing when somebody else was first. Call it while holding the gate.
 */
export async function createDatabase(
  driver: Driver,
  place: Place,
  options: Omit<ConnectOptions, 'path'>,
  now: number,
): Promise<void> {
  removeDraft(place)
  closeSync(openSync(place.draft, 'wx', 0o600))
  const migrate = await loadMigrate()
  const connection = connect(driver, { ...options, path: place.draft })
  try {
    connection.pragma('auto_vacuum = INCREMENTAL')
    connection.pragma('journal_mode = WAL')
    await migrate(connection, now)
  } finally {
    connection.close()
  }
  refusePlaintext(place)
  giveName(place)
  removeDraft(place)
}

/** The driver says nothing when it does not encrypt. */
function refusePlaintext(place: Place): void {
  if (readBytes(place.draft, 0, 6).toString('latin1') !== 'SQLite') return
  removeDraft(place)
  throw new Error('The database driver did not encrypt; install better-sqlite3-multiple-ciphers 13 or newer')
}

/** A link is refused when the name is taken; where there are no links, the gate has to do. */
function giveName({ draft, path }: Place): void {
  try {
    linkSync(draft, path)
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code
    if (code === 'EEXIST') return
    if (code !== 'EPERM' && code !== 'ENOTSUP' && code !== 'EOPNOTSUPP' && code !== 'ENOSYS') throw error
    renameSync(draft, path)
  }
}
