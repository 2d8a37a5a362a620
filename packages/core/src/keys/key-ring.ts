/** What a key is for. No two purposes share a key. */
export type KeyPurpose =
  | 'database'
  | 'entries'
  | 'vault'
  | 'tokens'
  | 'audit'
  | 'webhooks'
  | 'cursors'
  | 'wrapping'

/** 32 bytes for one purpose. */
export interface DerivedKey {
  /**
   * 16 bytes that stand for the key and commit to it: nobody can make two keys with one id, so whatever carries the
   * id opens under one key only.
   */
  readonly id: Uint8Array
  readonly bytes: Uint8Array
}

/** Hands out keys by purpose and id, and for each tenant where the data is a tenant's. */
export interface KeyRing {
  /** Returns the key that new things are sealed with. */
  current(purpose: KeyPurpose, tenant?: string): Promise<DerivedKey>

  /** Returns the key with that id, or `undefined` when the ring has none such. */
  find(purpose: KeyPurpose, id: Uint8Array, tenant?: string): Promise<DerivedKey | undefined>
}

/** How long a master key is, in bytes. */
export const masterKeyLength = 32

/**
 * Makes a key ring from master keys: the first seals, the others only open what was sealed before a rotation.
 *
 * Every key is HKDF-SHA-256 (RFC 5869) of a master key, with purpose and tenant as its `info`.
 *
 * @throws TypeError when there is no master key, or one is not 32 bytes long.
 *
 * @example
 * ```ts
 * const keys = createKeyRing([crypto.getRandomValues(new Uint8Array(32))])
 * const { bytes } = await keys.current('database')
 * ```
 */
export function createKeyRing(masterKeys: readonly Uint8Array[]): KeyRing {
  if (masterKeys.length === 0) throw new TypeError('A key ring needs at least one master key')
  for (const key of masterKeys) {
    if (key.length !== masterKeyLength) throw new TypeError('A master key must be exactly 32 bytes long')
  }
  const masters = masterKeys.map((key) => Uint8Array.from(key))
  const derived = new Map<string, Promise<DerivedKey>>()

  function keyOf(index: number, purpose: KeyPurpose, tenant: string): Promise<DerivedKey> {
    const name = JSON.stringify([index, purpose, tenant])
    const known = derived.get(name)
    if (known) return known
    const made = derive(masters[index] as Uint8Array, purpose, tenant)
    derived.set(name, made)
    return made
  }

  return {
    current: (purpose, tenant = '') => keyOf(0, purpose, tenant),

    async find(purpose, id, tenant = '') {
      for (const index of masters.keys()) {
        const key = await keyOf(index, purpose, tenant)
        if (sameBytes(key.id, id)) return key
      }
      return undefined
    },
  }
}

async function derive(master: Uint8Array, purpose: KeyPurpose, tenant: string): Promise<DerivedKey> {
  const base = await crypto.subtle.importKey('raw', Uint8Array.from(master), 'HKDF', false, ['deriveBits'])
  const info = new TextEncoder().encode(JSON.stringify(['graphkeep', 1, purpose, tenant]))
  const params = { name: 'HKDF', hash: 'SHA-256', salt: new Uint8Array(32), info }
  const bits = new Uint8Array(await crypto.subtle.deriveBits(params, base, (32 + 16) * 8))
  return { bytes: bits.slice(0, 32), id: bits.slice(32) }
}

function sameBytes(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && a.every((byte, index) => byte === b[index])
}
