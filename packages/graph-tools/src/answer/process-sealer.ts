import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'

import { DecryptionFailed, type SealContext, type Sealer } from '@graphkeep/core'

const key = randomBytes(32)
const nonceLength = 12
const tagLength = 16

/**
 * Seals with a key that this process has made and never shows: for hosts without keys of their own. Nothing that it
 * sealed opens after a restart, or in another process.
 */
export const processSealer: Sealer = {
  async seal(context, plain) {
    const nonce = randomBytes(nonceLength)
    const cipher = createCipheriv('aes-256-gcm', key, nonce, { authTagLength: tagLength })
    cipher.setAAD(boundTo(context))
    return Buffer.concat([nonce, cipher.update(plain), cipher.final(), cipher.getAuthTag()])
  },

  async open(context, sealed) {
    if (sealed.length < nonceLength + tagLength) throw new DecryptionFailed()
    const nonce = sealed.subarray(0, nonceLength)
    const decipher = createDecipheriv('aes-256-gcm', key, nonce, { authTagLength: tagLength })
    decipher.setAAD(boundTo(context))
    decipher.setAuthTag(sealed.subarray(-tagLength))
    const start = decipher.update(sealed.subarray(nonceLength, -tagLength))
    try {
      return Buffer.concat([start, decipher.final()])
    } catch {
      throw new DecryptionFailed()
    }
  },
}

function boundTo({ purpose, scope, name }: SealContext): Uint8Array {
  return Buffer.from(JSON.stringify([purpose, scope.tenant, scope.account, name]))
}
