import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'
import { DecryptionFailed, type KeyRing, type SealContext, type Sealer } from '@graphkeep/core'

const nonceLength = 12
const tagLength = 16
const cipher = 'aes-256-gcm'

/** A small sealer for these tests: `nonce | ciphertext | tag`, bound to its context. */
export function createAesGcmSealer(keys: KeyRing): Sealer {
  return {
    async seal(context, plain) {
      const key = await keys.current(context.purpose, context.scope.tenant)
      const nonce = randomBytes(nonceLength)
      const sealing = createCipheriv(cipher, key.bytes, nonce).setAAD(boundTo(context))
      return Uint8Array.from(
        Buffer.concat([nonce, sealing.update(plain), sealing.final(), sealing.getAuthTag()]),
      )
    },

    async open(context, sealed) {
      const key = await keys.current(context.purpose, context.scope.tenant)
      try {
        const opening = createDecipheriv(cipher, key.bytes, sealed.subarray(0, nonceLength), {
          authTagLength: tagLength,
        })
        opening.setAAD(boundTo(context)).setAuthTag(sealed.subarray(-tagLength))
        return Uint8Array.from(
          Buffer.concat([opening.update(sealed.subarray(nonceLength, -tagLength)), opening.final()]),
        )
      } catch (cause) {
        throw new DecryptionFailed({ cause })
      }
    },
  }
}

function boundTo({ purpose, scope, name }: SealContext): Buffer {
  return Buffer.from(JSON.stringify([purpose, scope.tenant, scope.account, name]))
}
