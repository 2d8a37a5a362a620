import { randomBytes } from 'node:crypto'
import { copyFile } from 'node:fs/promises'

import { createKeyRing, masterKeyLength } from '@graphkeep/core'

import { type ConnectOptions, connect, rawKey, type SqliteProfile } from '../connect.ts'
import { type Driver, loadDriver } from '../driver.ts'
import { alone } from '../opening/at-gate.ts'
import { checkDraft, removeDraft, takePlace } from '../opening/draft.ts'
import { foldLog } from '../opening/fold-log.ts'
import { inspectWithKeys } from '../opening/inspect-with-keys.ts'
import type { Place } from '../opening/place.ts'
import { refused } from '../opening/refusals.ts'
import { checkedSecret } from './checked-key.ts'
import { findKeys } from './find-keys.ts'
import { writeKeyFile } from './key-file.ts'
import { lockWith } from './lock.ts'
import type { SqliteSecret } from './secret.ts'

/** Which database is meant, and what its keys are locked with. */
export type SqliteKeysOptions = SqliteSecret & {
  readonly path: string

  /** Default `sqlcipher`. */
  readonly profile?: SqliteProfile
}

/**
 * Encrypts a database anew, under a new random key. It is copied, the copy is encrypted and checked, and then takes the
 * place of the original: a process that is killed at any moment leaves a database that opens, and loses nothing.
 *
 * Nobody may have the database open; whoever wants to waits. It takes some 6 s for each 100 MB, and that much disk.
 *
 * @throws DatabaseRefused when it is in use, damaged, absent, or locked with something else.
 *
 * @example
 * ```ts
 * import { openSqlite, rotateKeys } from '@graphkeep/storage-adapters/sqlite'
 *
 * const masterKey = crypto.getRandomValues(new Uint8Array(32))
 * const database = await openSqlite({ path: './graphkeep.db', masterKey })
 * await database.close()
 * await rotateKeys({ path: './graphkeep.db', masterKey })
 * ```
 */
export async function rotateKeys(options: SqliteKeysOptions): Promise<void> {
  const { path, profile = 'sqlcipher' } = options
  const secret = checkedSecret(options)
  const driver = await loadDriver()
  await alone(driver, path, async (place) => {
    const keys = await findKeys(place, secret)
    const finding = inspectWithKeys(driver, { keys, profile, place, alone: true })
    if (finding.state !== 'sound')
      throw refused(finding.state === 'nothing' ? 'absent' : 'corrupt', place.path)
    await keys.keep()
    foldLog(driver, { path: place.path, key: finding.key, profile })
    const root = Uint8Array.from(randomBytes(masterKeyLength))
    const newKey = (await createKeyRing([root]).current('database')).bytes
    await encryptCopy(driver, place, { key: finding.key, newKey, profile })
    // From here on the key file has the keys of both, so that either opens.
    writeKeyFile(place, [await lockWith([root, ...keys.roots], secret)])
    takePlace(place)
  })
}

interface Copy extends Pick<ConnectOptions, 'key' | 'profile'> {
  readonly newKey: Uint8Array
}

/** The copy is nobody's until it has its name: it needs neither a journal nor to reach the disk before that. */
async function encryptCopy(driver: Driver, place: Place, { key, newKey, profile }: Copy): Promise<void> {
  removeDraft(place)
  await copyFile(place.path, place.draft)
  const copy = connect(driver, { path: place.draft, key, profile })
  try {
    for (const pragma of ['synchronous = OFF', 'journal_mode = DELETE', 'journal_mode = OFF'])
      copy.pragma(pragma)
    copy.rekey(rawKey(newKey))
  } finally {
    copy.close()
  }
  checkDraft(driver, place, { key: newKey, profile })
}
