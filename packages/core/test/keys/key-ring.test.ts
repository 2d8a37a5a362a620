import { hkdfSync } from 'node:crypto'
import { createKeyRing, type DerivedKey, type KeyPurpose, masterKeyLength } from '@graphkeep/core'
import { describe, expect, it } from 'vitest'

const purposes: readonly KeyPurpose[] = [
  'database',
  'entries',
  'vault',
  'tokens',
  'audit',
  'webhooks',
  'cursors',
]
const first = Uint8Array.from({ length: masterKeyLength }, (_, index) => index)
const second = Uint8Array.from({ length: masterKeyLength }, (_, index) => 255 - index)

describe('key ring', () => {
  it('derives every key as RFC 5869 says, from the master key, the purpose and the tenant', async () => {
    const ring = createKeyRing([first])
    for (const purpose of purposes) {
      for (const tenant of [undefined, 'contoso.com', 'caf\u00e9']) {
        const info = JSON.stringify(['graphkeep', 1, purpose, tenant ?? ''])
        const expected = Buffer.from(hkdfSync('sha256', first, new Uint8Array(32), info, 48))
        const { bytes, id } = await ring.current(purpose, tenant)
        expect(hex(bytes)).toBe(expected.subarray(0, 32).toString('hex'))
        expect(hex(id)).toBe(expected.subarray(32).toString('hex'))
      }
    }
  })

  it('never gives two purposes or tenants the same key', async () => {
    const ring = createKeyRing([first])
    const tenants = [undefined, 'contoso.com', 'contoso.co', 'Contoso.com', '","', 'database']
    const keys = await Promise.all(
      purposes.flatMap((purpose) => tenants.map((tenant) => ring.current(purpose, tenant))),
    )
    expect(new Set(keys.map(({ bytes }) => hex(bytes))).size).toBe(keys.length)
    expect(new Set(keys.map(({ id }) => hex(id))).size).toBe(keys.length)
  })

  it('gives the same key in every process that has the master key', async () => {
    const [one, other] = await Promise.all([current(createKeyRing([first])), current(createKeyRing([first]))])
    expect(one).toEqual(other)
  })

  it('seals with the first master key after a rotation, and still opens with the second', async () => {
    const before = await current(createKeyRing([first]))
    const ring = createKeyRing([second, first])
    expect(await current(ring)).not.toEqual(before)
    expect(await ring.find('entries', before.id, 'contoso.com')).toEqual(before)
    const now = await current(ring)
    expect(await ring.find('entries', now.id, 'contoso.com')).toEqual(now)
  })

  it('finds no key under an id of another ring, purpose or tenant', async () => {
    const ring = createKeyRing([first])
    const { id } = await current(createKeyRing([second]))
    expect(await ring.find('entries', id, 'contoso.com')).toBeUndefined()
    const mine = await current(ring)
    expect(await ring.find('tokens', mine.id, 'contoso.com')).toBeUndefined()
    expect(await ring.find('entries', mine.id)).toBeUndefined()
    expect(await ring.find('entries', mine.id.subarray(0, 15), 'contoso.com')).toBeUndefined()
    expect(await ring.find('entries', Uint8Array.from([...mine.id, 0]), 'contoso.com')).toBeUndefined()
    expect(await ring.find('entries', new Uint8Array(0), 'contoso.com')).toBeUndefined()
  })

  it('keeps its own copy of the master key', async () => {
    const given = Uint8Array.from(first)
    const ring = createKeyRing([given])
    given.fill(0)
    expect(await current(ring)).toEqual(await current(createKeyRing([first])))
  })

  it('refuses to be made without a master key of 32 bytes', () => {
    for (const keys of [[], [new Uint8Array(0)], [new Uint8Array(31)], [first, new Uint8Array(33)]]) {
      expect(() => createKeyRing(keys)).toThrow(TypeError)
    }
  })
})

function current(ring: {
  current(purpose: KeyPurpose, tenant?: string): Promise<DerivedKey>
}): Promise<DerivedKey> {
  return ring.current('entries', 'contoso.com')
}

function hex(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('hex')
}
