import {
  type Clock,
  createKeyRing,
  createMemorySecrets,
  DecryptionFailed,
  type Scope,
  sealedSecrets,
} from '@graphkeep/core'
import { secretStoreContract } from '@graphkeep/core/testing'
import { describe, expect, it } from 'vitest'

import { createAesGcmSealer } from '../aes-gcm-sealer.ts'

const sealer = createAesGcmSealer(createKeyRing([new Uint8Array(32).fill(7)]))
const ada: Scope = { tenant: 'contoso.com', account: 'ada' }

describe('sealed secrets', () => {
  const open = (clock: Clock) => sealedSecrets(createMemorySecrets({ clock }), sealer)
  for (const { name, run } of secretStoreContract(open)) it(name, run)

  it('let nothing of a secret reach the store inside', async () => {
    const inner = createMemorySecrets()
    await sealedSecrets(inner, sealer).set(ada, 'msal', Buffer.from('refresh token'))
    expect(Buffer.from((await inner.get(ada, 'msal')) ?? []).includes('refresh')).toBe(false)
  })

  it('do not open under another scope or name', async () => {
    const inner = createMemorySecrets()
    const secrets = sealedSecrets(inner, sealer)
    await secrets.set(ada, 'msal', Buffer.from('refresh token'))
    const row = (await inner.get(ada, 'msal')) ?? new Uint8Array()
    const places = [
      [{ ...ada, account: 'bob' }, 'msal'],
      [{ ...ada, tenant: 'fabrikam.com' }, 'msal'],
      [ada, 'other'],
    ] as const
    for (const [scope, name] of places) {
      await inner.set(scope, name, row)
      await expect(secrets.get(scope, name)).rejects.toThrow(DecryptionFailed)
    }
  })
})
