import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'

import { type DerivedKey, masterKeyLength } from '@graphkeep/core'

import { passphraseRounds, type SqliteSecret, type Stretch, wrappingKey } from './secret.ts'

/** Keys, sealed with AES-256-GCM under a key made of a master key or of a passphrase. */
export interface Lock {
  /** The id of the key that opens it, which commits to that key, as base64. */
  readonly id: string

  /** There when it is a passphrase that opens it. */
  readonly stretch?: Stretch

  /** Initialisation vector, sealed keys and tag, as base64. */
  readonly sealed: string
}

/** Returns what some locks hold, newest key first; `undefined` when the secret opens none of them, or what is in it was changed. */
export async function unlock(
  locks: readonly Lock[],
  secret: SqliteSecret,
): Promise<readonly Uint8Array[] | undefined> {
  for (const lock of locks) {
    const key = await wrappingKey(secret, lock.stretch)
    if (key && Buffer.from(lock.id, 'base64').equals(key.id)) return openLock(lock, key.bytes)
  }
  return undefined
}

/** Locks keys with a secret. */
export async function lockWith(keys: readonly Uint8Array[], secret: SqliteSecret): Promise<Lock> {
  const stretch =
    secret.passphrase === undefined
      ? undefined
      : { salt: randomBytes(16).toString('base64'), rounds: passphraseRounds }
  const key = (await wrappingKey(secret, stretch)) as DerivedKey
  const iv = randomBytes(ivLength)
  const cipher = createCipheriv('aes-256-gcm', key.bytes, iv, { authTagLength: tagLength })
  cipher.setAAD(contextOf(stretch))
  const sealed = Buffer.concat([iv, cipher.update(Buffer.concat(keys)), cipher.final(), cipher.getAuthTag()])
  const id = Buffer.from(key.id).toString('base64')
  return { id, ...(stretch && { stretch }), sealed: sealed.toString('base64') }
}

const ivLength = 12
const tagLength = 16

function openLock({ sealed, stretch }: Lock, key: Uint8Array): readonly Uint8Array[] | undefined {
  const bytes = Buffer.from(sealed, 'base64')
  const end = bytes.length - tagLength
  const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, ivLength), {
    authTagLength: tagLength,
  })
  decipher.setAAD(contextOf(stretch)).setAuthTag(bytes.subarray(end))
  try {
    const plain = Buffer.concat([decipher.update(bytes.subarray(ivLength, end)), decipher.final()])
    return Array.from({ length: plain.length / masterKeyLength }, (_, index) =>
      Uint8Array.from(plain.subarray(index * masterKeyLength, (index + 1) * masterKeyLength)),
    )
  } catch {
    return undefined
  }
}

function contextOf(stretch: Stretch | undefined): Buffer {
  return Buffer.from(JSON.stringify(['graphkeep-keys', 1, stretch?.salt ?? '', stretch?.rounds ?? 0]))
}
