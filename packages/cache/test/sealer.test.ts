import { createDecipheriv } from 'node:crypto'
import { createKeyRing, type KeyRing, KeyUnavailable, type SealContext } from '@graphkeep/core'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'

import { createSealer } from '../src/index.ts'

const masterKey = (fill: number) => new Uint8Array(32).fill(fill)
const ring = createKeyRing([masterKey(1)])
const sealer = createSealer(ring)
const context: SealContext = { purpose: 'entries', scope: { tenant: 't', account: 'a' }, name: 'key' }
const secret = new TextEncoder().encode('a secret of some length')

describe('the sealer', () => {
  it('opens what it sealed, of any length, and seals it otherwise each time', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 300 }), fc.string(), async (plain, name) => {
        const [one, two] = [
          await sealer.seal({ ...context, name }, plain),
          await sealer.seal({ ...context, name }, plain),
        ]
        expect(one).not.toEqual(two)
        expect(new Uint8Array(await sealer.open({ ...context, name }, one))).toEqual(plain)
      }),
    )
  })

  it('writes version, key id, nonce, ciphertext and tag, as AES-256-GCM of any other library reads it', async () => {
    const sealed = await sealer.seal(context, secret)
    const { id, bytes } = await ring.current('entries', 't')
    expect(sealed).toHaveLength(1 + 16 + 12 + secret.length + 16)
    expect(sealed[0]).toBe(1)
    expect(new Uint8Array(sealed.subarray(1, 17))).toEqual(id)
    const decipher = createDecipheriv('aes-256-gcm', bytes, sealed.subarray(17, 29))
    decipher.setAAD(Buffer.from('["entries","t","a","key"]'))
    decipher.setAuthTag(sealed.subarray(-16))
    const plain = Buffer.concat([decipher.update(sealed.subarray(29, -16)), decipher.final()])
    expect(plain.toString()).toBe('a secret of some length')
  })

  it('refuses every changed bit and every shortening, all in the same words', async () => {
    const sealed = await sealer.seal(context, secret)
    const messages = new Set<string>()
    const refuse = async (bytes: Uint8Array) => {
      const error = await sealer.open(context, bytes).catch((thrown: Error) => thrown)
      expect(error).toMatchObject({ code: 'ERR_DECRYPTION_FAILED' })
      expect((error as Error).cause).toBeUndefined()
      messages.add((error as Error).message)
    }
    for (let bit = 0; bit < sealed.length * 8; bit++) {
      await refuse(sealed.map((byte, at) => (at === bit >> 3 ? byte ^ (1 << (bit & 7)) : byte)))
    }
    for (let length = 0; length < sealed.length; length++) await refuse(sealed.subarray(0, length))
    expect(messages.size).toBe(1)
  })

  it('opens in no other context', async () => {
    const sealed = await sealer.seal(context, secret)
    const others: SealContext[] = [
      { ...context, purpose: 'tokens' },
      { ...context, scope: { tenant: 'u', account: 'a' } },
      { ...context, scope: { tenant: 't', account: 'b' } },
      { ...context, scope: { tenant: 't","a', account: 'a' } },
      { ...context, name: 'other' },
    ]
    for (const other of others)
      await expect(sealer.open(other, sealed)).rejects.toThrow('could not be decrypted')
  })

  it('opens what was sealed before a rotation, and seals with the new key', async () => {
    const old = await sealer.seal(context, secret)
    const rotated = createSealer(createKeyRing([masterKey(2), masterKey(1)]))
    expect(Buffer.from(await rotated.open(context, old)).toString()).toBe('a secret of some length')
    const renewed = await rotated.seal(context, secret)
    await expect(sealer.open(context, renewed)).rejects.toMatchObject({ code: 'ERR_DECRYPTION_FAILED' })
    await expect(createSealer(createKeyRing([masterKey(2)])).open(context, old)).rejects.toThrow()
  })

  it('does not take a key ring that is locked for a value that is damaged', async () => {
    const locked = () => Promise.reject(new KeyUnavailable('Unlock the keyring'))
    const unavailable: KeyRing = { current: locked, find: locked }
    const sealed = await sealer.seal(context, secret)
    const opened = createSealer(unavailable).open(context, sealed)
    await expect(opened).rejects.toMatchObject({ code: 'ERR_KEY_UNAVAILABLE' })
  })
})
