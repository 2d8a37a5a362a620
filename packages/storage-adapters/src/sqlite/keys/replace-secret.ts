import { loadDriver } from '../driver.ts'
import { atGate } from '../opening/at-gate.ts'
import { inspectWithKeys } from '../opening/inspect-with-keys.ts'
import { refused } from '../opening/refusals.ts'
import { checkedSecret } from './checked-key.ts'
import { findKeys } from './find-keys.ts'
import { writeKeyFile } from './key-file.ts'
import { lockWith } from './lock.ts'
import type { SqliteKeysOptions } from './rotate-keys.ts'
import type { SqliteSecret } from './secret.ts'

/** What takes the place of what. */
export type ReplaceSecretOptions = SqliteKeysOptions & {
  /** What unlocks the keys from now on. */
  readonly to: SqliteSecret

  /**
   * Keeps the new one where the next start finds it. While this runs, both unlock the keys, so that a process that is
   * killed meanwhile locks nobody out. Default: nothing is done.
   */
  readonly keep?: () => Promise<void>
}

/**
 * Replaces the master key or the passphrase of a database, at once whatever its size: only the key file is written.
 * Processes that have it open go on.
 *
 * The keys behind the lock stay the same; whoever may have seen them calls {@link rotateKeys} as well.
 *
 * @throws DatabaseRefused when it is absent or locked with something else.
 *
 * @example
 * ```ts
 * import { openSqlite, replaceSecret } from '@graphkeep/storage-adapters/sqlite'
 *
 * const masterKey = crypto.getRandomValues(new Uint8Array(32))
 * const path = './graphkeep.db'
 * await using database = await openSqlite({ path, masterKey })
 * await replaceSecret({ path, masterKey, to: { passphrase: 'correct horse battery staple' } })
 * ```
 */
export async function replaceSecret(options: ReplaceSecretOptions): Promise<void> {
  const { path, profile = 'sqlcipher', to, keep } = options
  const secret = checkedSecret(options)
  const next = checkedSecret(to)
  const driver = await loadDriver()
  await atGate(driver, path, async (place, presence) => {
    const keys = await findKeys(place, secret)
    const alone = presence.isAlone()
    const { state } = inspectWithKeys(driver, { keys, profile, place, alone })
    if (state !== 'sound') throw refused(state === 'nothing' ? 'absent' : 'corrupt', place.path)
    const lock = await lockWith(keys.roots, next)
    writeKeyFile(place, [lock, await lockWith(keys.roots, secret)])
    await keep?.()
    writeKeyFile(place, [lock])
    presence.leave()
  })
}
