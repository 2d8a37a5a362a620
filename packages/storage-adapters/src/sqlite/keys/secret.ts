import { pbkdf2 } from 'node:crypto'
import { promisify } from 'node:util'

import { createKeyRing, type DerivedKey } from '@graphkeep/core'

/** What keeps the keys of a database: a master key, or a passphrase of a person. */
export type SqliteSecret =
  | {
      /** 32 random bytes that unlock the keys in the file `<path>.key`. */
      readonly masterKey: Uint8Array
      readonly passphrase?: never
    }
  | {
      /** Unlocks the keys in the file `<path>.key` through PBKDF2-HMAC-SHA512 with 256,000 rounds: some 0.1 s for each opening. */
      readonly passphrase: string
      readonly masterKey?: never
    }

/** How a passphrase becomes a key; stands beside what it locks. */
export interface Stretch {
  /** 16 random bytes, as base64. */
  readonly salt: string
  readonly rounds: number
}

/** As many as SQLCipher 4 has. */
export const passphraseRounds = 256_000

const stretched = promisify(pbkdf2)

/**
 * Returns the key by which a secret locks others; `undefined` when the secret is not of the kind that the lock is for.
 */
export async function wrappingKey(
  secret: SqliteSecret,
  stretch: Stretch | undefined,
): Promise<DerivedKey | undefined> {
  const { masterKey, passphrase } = secret
  if (masterKey !== undefined) return stretch ? undefined : createKeyRing([masterKey]).current('wrapping')
  if (!stretch) return undefined
  const text = passphrase.normalize('NFKC')
  const bytes = await stretched(text, Buffer.from(stretch.salt, 'base64'), stretch.rounds, 32, 'sha512')
  return createKeyRing([bytes]).current('wrapping')
}
