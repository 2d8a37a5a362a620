import { KeyUnavailable, masterKeyLength } from '@graphkeep/core'

import type { Absence } from './keyring/found-key.ts'
import { keepKeyInFile, keyInFile } from './keyring/key-in-file.ts'
import { keepKeyInKeyring, keyInKeyring } from './keyring/key-in-keyring.ts'
import { keyFromText } from './keyring/key-text.ts'
import { defaultLockFolder } from './keyring/lock-folder.ts'
import { howToMakeOne, noKey } from './keyring/refusals.ts'

/** Where the master key may come from. */
export interface MasterKeyOptions {
  /** The host's own: 32 bytes, or their text as base64, base64url or 64 hexadecimal digits. */
  readonly key?: Uint8Array | string

  /** Where `GRAPHKEEP_KEY` is looked up. Default: the environment of the process. */
  readonly env?: Readonly<Record<string, string | undefined>>

  /** A file that only its owner may read; made when there is none. Default: no file is read or made. */
  readonly keyFile?: string

  /** Where in the operating system's keyring it is, or `false` to leave the keyring alone. Default `graphkeep`, `master-key`. */
  readonly keyring?: false | { readonly service?: string; readonly account?: string }

  /** Where the lock lies that lets one process make the key in the keyring. Default: a folder of this user's. */
  readonly lockFolder?: string

  /** There is a database already: a key that is gone is an error then, and no new one is made. Default `false`. */
  readonly existingDatabase?: boolean
}

/** A master key, and where it came from. */
export interface MasterKey {
  /** 32 bytes. */
  readonly key: Uint8Array
  readonly origin: 'host' | 'environment' | 'key file' | 'keyring'

  /** Whether it was made just now. */
  readonly created: boolean
}

/**
 * Finds the master key: the host's, the one in `GRAPHKEEP_KEY`, the one in the key file if one was named, or else the
 * one in the operating system's keyring, which is made there on the first start.
 *
 * @throws KeyUnavailable when there is none, what there is is no key, or the keyring is locked. No key is made up then.
 *
 * @example
 * ```ts
 * import { loadMasterKey } from '@graphkeep/storage-adapters/keyring'
 *
 * const env = { GRAPHKEEP_KEY: Buffer.alloc(32, 7).toString('base64') }
 * const { key, origin } = await loadMasterKey({ env }) // origin is 'environment'
 * ```
 */
export async function loadMasterKey(options: MasterKeyOptions = {}): Promise<MasterKey> {
  const { key, env = process.env, keyFile, keyring = {}, existingDatabase = false } = options
  const variable = env['GRAPHKEEP_KEY']
  const absence: Absence = existingDatabase ? 'refuse' : 'make'
  if (key !== undefined) return { key: given(key, 'The key that was given'), origin: 'host', created: false }
  if (variable !== undefined)
    return { key: given(variable, 'GRAPHKEEP_KEY'), origin: 'environment', created: false }
  if (keyFile !== undefined) return { ...keyInFile(keyFile, absence), origin: 'key file' }
  if (keyring === false) throw noKey('none was given, and the keyring is switched off')
  const { service = 'graphkeep', account = 'master-key' } = keyring
  const { lockFolder = defaultLockFolder() } = options
  return { ...(await keyInKeyring({ service, account }, absence, lockFolder)), origin: 'keyring' }
}

/**
 * Keeps another master key where `loadMasterKey` finds it with the same options: in the key file if one is named, or
 * else in the keyring. A process that is killed meanwhile leaves either the old key there or the new one.
 *
 * @throws KeyUnavailable when it cannot be kept there.
 *
 * @example
 * ```ts
 * import { keepMasterKey, loadMasterKey } from '@graphkeep/storage-adapters/keyring'
 *
 * await loadMasterKey({ keyFile: './graphkeep-key', env: {} })
 * await keepMasterKey(crypto.getRandomValues(new Uint8Array(32)), { keyFile: './graphkeep-key' })
 * ```
 */
export async function keepMasterKey(
  key: Uint8Array,
  { keyFile, keyring = {} }: Pick<MasterKeyOptions, 'keyFile' | 'keyring'>,
): Promise<void> {
  if (keyFile !== undefined) return keepKeyInFile(keyFile, key)
  if (keyring === false) throw noKey('no place was named to keep it')
  const { service = 'graphkeep', account = 'master-key' } = keyring
  await keepKeyInKeyring({ service, account }, key)
}

function given(key: Uint8Array | string, what: string): Uint8Array {
  const bytes =
    typeof key === 'string'
      ? keyFromText(key)
      : key.length === masterKeyLength
        ? Uint8Array.from(key)
        : undefined
  if (bytes) return bytes
  throw new KeyUnavailable(`${what} is not 32 bytes, as base64 or 64 hexadecimal digits. ${howToMakeOne}`)
}
