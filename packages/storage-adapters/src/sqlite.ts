import { writeFileSync } from 'node:fs'

import {
  type Clock,
  type KeyRing,
  type SecretStore,
  type Store,
  systemClock,
  type TaskQueue,
} from '@graphkeep/core'

import { createBackup } from './sqlite/backup.ts'
import type { SqliteProfile } from './sqlite/connect.ts'
import { loadDriver } from './sqlite/driver.ts'
import { checkedKey } from './sqlite/keys/checked-key.ts'
import type { SqliteKey } from './sqlite/keys/find-keys.ts'
import type { SqliteSecret } from './sqlite/keys/secret.ts'
import { type OpenFile, openFile } from './sqlite/opening/open-file.ts'
import { createScopeIds } from './sqlite/scope-ids.ts'
import { createSession, type Session } from './sqlite/session.ts'
import { createSqliteQueue } from './sqlite/sqlite-queue.ts'
import { createSqliteSecrets } from './sqlite/sqlite-secrets.ts'
import { createSqliteStatistics, type SqliteStatistics } from './sqlite/sqlite-statistics.ts'
import { createSqliteStore } from './sqlite/sqlite-store.ts'

export { type EncryptDatabaseOptions, encryptDatabase } from './sqlite/keys/encrypt-database.ts'
export { type ReplaceSecretOptions, replaceSecret } from './sqlite/keys/replace-secret.ts'
export { type RestoreDatabaseOptions, restoreDatabase } from './sqlite/keys/restore-database.ts'
export { rotateKeys, type SqliteKeysOptions } from './sqlite/keys/rotate-keys.ts'
export type { SqliteKey, SqliteProfile, SqliteSecret, SqliteStatistics }

/** How an encrypted database is opened, and with which key. */
export type SqliteOptions = SqliteKey & SqliteSettings

/** How an encrypted database is opened. */
export interface SqliteSettings {
  /** Where the file is, or is to be made; its folder is made too. */
  readonly path: string

  /** Default: the machine's time. */
  readonly clock?: Clock

  /**
   * How pages are encrypted. `sqlcipher` (default) is SQLCipher 4, which other tools open; `aegis` is AEGIS-256, several
   * times faster and readable by nothing else. A file keeps the profile it was made with.
   */
  readonly profile?: SqliteProfile

  /** How much of the file is held in memory, decrypted. Default 64 MiB. */
  readonly cacheMiB?: number

  /**
   * How many bytes cached entries may take. From 80 % on, what is worth the least goes, until 60 % are left. Default
   * 2 GiB.
   */
  readonly limitBytes?: number
}

/** One encrypted file, opened once in a process, and what is kept in it. */
export interface SqliteDatabase extends AsyncDisposable {
  /** Where the file is, as an absolute path. */
  readonly path: string

  /** Cached entries and what was invalidated. */
  readonly store: Store

  /** Token caches and other small secrets. */
  readonly secrets: SecretStore

  /** Background work; jobs survive a restart. */
  readonly queue: TaskQueue

  /** Sums that survive a restart. */
  readonly statistics: SqliteStatistics

  /**
   * Keys for what is sealed inside: random ones that stay the same when the master key or the passphrase is replaced.
   * Of a database that was opened with its key itself, derived from that.
   */
  readonly keys: KeyRing

  /** Where a damaged file was moved that stood in the way; absent when all was well. Nothing of it was deleted. */
  readonly setAside?: string

  /**
   * Writes a copy, encrypted as the database is, with its key file beside it; `restoreDatabase` takes it back. Others may
   * read and write meanwhile, but this process stands still: some 1.2 s for each 100 MB.
   *
   * @throws DatabaseRefused when there is a file of that name, or it cannot be written.
   */
  backup(path: string): Promise<void>

  /** Stops the workers without waiting for their jobs, which run again later, and closes the file. */
  close(): Promise<void>
}

/**
 * Opens the encrypted database at a path, and makes it on the first start.
 *
 * Any number of processes may open the same file, each of them once. A damaged file is set aside and made anew.
 *
 * @throws DatabaseRefused when the owner has to do something first; the file is left as it was.
 * @throws TypeError when the key is not 32 bytes long, or the passphrase is empty.
 *
 * @example
 * ```ts
 * import { openSqlite } from '@graphkeep/storage-adapters/sqlite'
 *
 * const masterKey = crypto.getRandomValues(new Uint8Array(32))
 * await using database = await openSqlite({ path: './graphkeep.db', masterKey })
 * const scope = { tenant: 'contoso.com', account: 'ada' }
 * await database.store.invalidate(scope, { tags: ['email:folder:inbox'] }, 'email_send')
 * ```
 */
export async function openSqlite(options: SqliteOptions): Promise<SqliteDatabase> {
  const {
    path,
    clock = systemClock,
    profile = 'sqlcipher',
    cacheMiB = 64,
    limitBytes = 2 * 1024 ** 3,
  } = options
  const source = checkedKey(options)
  const driver = await loadDriver()
  const file = await openFile(driver, { path, source, profile, clock, busyMs: 50 })
  tune(file, cacheMiB)
  const onDamage = () => suspect(file)
  const onClose = () => file.presence.leave()
  const session = createSession({ connection: file.connection, clock, onDamage, onClose })
  return databaseOf(file, session, limitBytes)
}

function databaseOf(file: OpenFile, session: Session, limitBytes: number): SqliteDatabase {
  const scopes = createScopeIds(session)
  const queue = createSqliteQueue(session, scopes)

  async function close(): Promise<void> {
    await queue.close()
    await session.settled()
    session.close()
  }

  return {
    path: file.place.path,
    store: createSqliteStore(session, scopes, limitBytes),
    secrets: createSqliteSecrets(session, scopes, file.presence),
    queue,
    statistics: createSqliteStatistics(session),
    keys: file.keys,
    backup: createBackup(session, file.place),
    ...(file.setAside !== undefined && { setAside: file.setAside }),
    close,
    [Symbol.asyncDispose]: close,
  }
}

/** Copying the log into the file stops whoever writes: 12 ms for as many pages, and two waits for the disk. */
const pagesInLog = 250

function tune({ connection }: OpenFile, cacheMiB: number): void {
  connection.pragma('synchronous = NORMAL')
  connection.pragma('secure_delete = FAST')
  connection.pragma(`cache_size = ${-Math.round(cacheMiB * 1024)}`)
  connection.pragma('journal_size_limit = 67108864')
  connection.pragma(`wal_autocheckpoint = ${pagesInLog}`)
}

/** Has the next one who opens the file check all of it. */
function suspect({ place }: OpenFile): void {
  try {
    writeFileSync(place.suspicion, '', { mode: 0o600 })
  } catch {
    // The damage itself is reported by whoever met it.
  }
}
