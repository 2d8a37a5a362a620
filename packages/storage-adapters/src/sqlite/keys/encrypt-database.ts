import { closeSync, existsSync, openSync } from 'node:fs'

import { connect, type SqliteProfile } from '../connect.ts'
import { loadDriver } from '../driver.ts'
import { alone } from '../opening/at-gate.ts'
import { checkDraft, removeDraft, takePlace } from '../opening/draft.ts'
import { isOurPlaintext, isPlain, moveAway, settlePlaintext } from '../opening/plaintext.ts'
import { refused } from '../opening/refusals.ts'
import { checkedKey } from './checked-key.ts'
import { copyRows } from './copy-rows.ts'
import { findKeys, type SqliteKey } from './find-keys.ts'

/** Which database is meant, and what opens it once it is encrypted. */
export type EncryptDatabaseOptions = SqliteKey & {
  readonly path: string

  /** Default `sqlcipher`. */
  readonly profile?: SqliteProfile
}

/**
 * Encrypts a database of ours that is not. Its rows are copied and compared one by one; then the copy takes its place, and
 * the original is overwritten and removed. Called again after a kill, it ends what was begun; an encrypted database is left as it is.
 *
 * @throws DatabaseRefused when it is in use, absent, damaged, or not ours.
 *
 * @example
 * ```ts
 * import { encryptDatabase, openSqlite } from '@graphkeep/storage-adapters/sqlite'
 *
 * const masterKey = crypto.getRandomValues(new Uint8Array(32))
 * await (await openSqlite({ path: './graphkeep.db', masterKey })).close()
 * await encryptDatabase({ path: './graphkeep.db', masterKey }) // is encrypted already: does nothing
 * ```
 */
export async function encryptDatabase(options: EncryptDatabaseOptions): Promise<void> {
  const { path, profile = 'sqlcipher' } = options
  const source = checkedKey(options)
  const driver = await loadDriver()
  await alone(driver, path, async (place) => {
    settlePlaintext(place)
    if (!existsSync(place.path)) throw refused('absent', place.path)
    if (!isPlain(place.path)) return
    if (!isOurPlaintext(place.path)) throw refused('not_ours', place.path)
    const keys = await findKeys(place, source, { isPlain: true })
    await keys.keep()
    const key = keys.pageKeys[0] as Uint8Array
    removeDraft(place)
    closeSync(openSync(place.draft, 'wx', 0o600))
    const draft = connect(driver, { path: place.draft, key, profile })
    // As long as somebody else has it open, SQLite leaves the log where it is, to be wiped like the file.
    const reader = new driver(place.path, { readonly: true, fileMustExist: true })
    try {
      reader.prepare('SELECT count(*) FROM sqlite_schema').get()
      copyRows(draft, place.path)
    } finally {
      draft.close()
      reader.close()
    }
    checkDraft(driver, place, { key, profile })
    moveAway(place)
    takePlace(place)
    settlePlaintext(place)
  })
}
