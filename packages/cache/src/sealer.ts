import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'

import {
  DecryptionFailed,
  type DerivedKey,
  type KeyRing,
  type SealContext,
  type Sealer,
} from '@graphkeep/core'

// version (1) | key id (16) | nonce (12) | ciphertext | tag (16)
const version = 1
const idEnd = 1 + 16
const nonceEnd = idEnd + 12
const tagLength = 16

/**
 * Makes a sealer that encrypts with AES-256-GCM, under the ring's key for the purpose and the tenant. What was sealed
 * with an older key of the ring still opens.
 *
 * The key id in front commits to the key: no bytes open under two keys.
 *
 * @throws {@link DecryptionFailed} from `open`, for a wrong key, context or byte alike; what the ring itself throws passes.
 *
 * @example
 * ```ts
 * const sealer = createSealer(createKeyRing([masterKey]))
 * const context = { purpose: 'entries', scope: { tenant: 't', account: 'a' }, name: 'note' } as const
 * const sealed = await sealer.seal(context, new TextEncoder().encode('hello'))
 * await sealer.open(context, sealed)
 * ```
 */
export function createSealer(keys: KeyRing): Sealer {
  return {
    async seal(context, plain) {
      const key = await keys.current(context.purpose, context.scope.tenant)
      return encrypt(key, context, plain)
    },

    async open(context, sealed) {
      if (sealed[0] !== version || sealed.length < nonceEnd + tagLength) throw new DecryptionFailed()
      const key = await keys.find(context.purpose, sealed.subarray(1, idEnd), context.scope.tenant)
      if (!key) throw new DecryptionFailed()
      return decrypt(key, context, sealed)
    },
  }
}

function encrypt(key: DerivedKey, context: SealContext, plain: Uint8Array): Uint8Array {
  const nonce = randomBytes(nonceEnd - idEnd)
  const cipher = createCipheriv('aes-256-gcm', key.bytes, nonce, { authTagLength: tagLength })
  cipher.setAAD(additionalData(context))
  const body = [cipher.update(plain), cipher.final()]
  return Buffer.concat([Buffer.of(version), key.id, nonce, ...body, cipher.getAuthTag()])
}

function decrypt(key: DerivedKey, context: SealContext, sealed: Uint8Array): Uint8Array {
  const tagAt = sealed.length - tagLength
  const nonce = sealed.subarray(idEnd, nonceEnd)
  const decipher = createDecipheriv('aes-256-gcm', key.bytes, nonce, { authTagLength: tagLength })
  decipher.setAAD(additionalData(context))
  decipher.setAuthTag(sealed.subarray(tagAt))
  const start = decipher.update(sealed.subarray(nonceEnd, tagAt))
  try {
    return Buffer.concat([start, decipher.final()])
  } catch {
    throw new DecryptionFailed()
  }
}

function additionalData({ purpose, scope, name }: SealContext): Uint8Array {
  return Buffer.from(JSON.stringify([purpose, scope.tenant, scope.account, name]))
}
