import { masterKeyLength } from '@graphkeep/core'

import type { SqliteKey } from './find-keys.ts'
import type { SqliteSecret } from './secret.ts'

/**
 * Returns what opens a database, and nothing else of the options that it stands in.
 *
 * @throws TypeError when it is a key that is not 32 bytes long, an empty passphrase, or nothing.
 */
export function checkedKey(options: SqliteKey): SqliteKey {
  return options.key === undefined ? checkedSecret(options) : { key: ofRightLength(options.key) }
}

/**
 * Returns what locks the keys of a database, and nothing else of the options that it stands in.
 *
 * @throws TypeError when it is a key that is not 32 bytes long, an empty passphrase, or nothing.
 */
export function checkedSecret({ masterKey, passphrase }: SqliteSecret): SqliteSecret {
  if (passphrase === undefined) return { masterKey: ofRightLength(masterKey) }
  if (passphrase === '') throw new TypeError('The passphrase must not be empty')
  return { passphrase }
}

function ofRightLength(key: Uint8Array | undefined): Uint8Array {
  if (key?.length === masterKeyLength) return key
  throw new TypeError('The key must be exactly 32 bytes long')
}
