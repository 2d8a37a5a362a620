import { existsSync, readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'

import { beforeAll, describe, expect, it } from 'vitest'

import { installSecretService, loadKeysInSession } from './support/secret-service.ts'
import { temporaryFolder } from './support/temporary-folder.ts'

const refusal = { code: 'ERR_KEY_UNAVAILABLE' }

describe("the operating system's keyring", () => {
  beforeAll(installSecretService, 300_000)

  it('gets a key on the first start, and gives it back on every later one', async () => {
    const home = temporaryFolder()
    const [first] = await loadKeysInSession(home, 'unlocked', [{}])
    expect(first).toMatchObject({
      origin: 'keyring',
      created: true,
      key: expect.stringMatching(/^[0-9a-f]{64}$/),
    })
    const [second] = await loadKeysInSession(home, 'unlocked', [{ existingDatabase: true }])
    expect(second).toEqual({ ...first, created: false })
  })

  it('takes another key in place of the first', async () => {
    const home = temporaryFolder()
    await loadKeysInSession(home, 'unlocked', [{}])
    await loadKeysInSession(home, 'unlocked', [{ keep: '5a'.repeat(32) }])
    const [later] = await loadKeysInSession(home, 'unlocked', [{ existingDatabase: true }])
    expect(later).toMatchObject({ key: '5a'.repeat(32), created: false })
  })

  it('gets one key however many processes start together', async () => {
    for (let round = 0; round < 3; round += 1) {
      const found = await loadKeysInSession(temporaryFolder(), 'unlocked', [{}, {}, {}, {}])
      expect(found).toHaveLength(4)
      expect(new Set(found.map(({ key }) => key)).size).toBe(1)
      expect(found.filter(({ created }) => created)).toHaveLength(1)
    }
  })

  it('keeps keys of other names apart', async () => {
    const home = temporaryFolder()
    const names = [{}, { keyring: { service: 'other' } }, { keyring: { account: 'other' } }]
    const found = await loadKeysInSession(home, 'unlocked', names)
    expect(new Set(found.map(({ key }) => key)).size).toBe(3)
  })

  it('is refused while it is locked, and keeps what it has', async () => {
    const home = temporaryFolder()
    const [first] = await loadKeysInSession(home, 'unlocked', [{}])
    const [locked] = await loadKeysInSession(home, 'locked', [{}])
    expect(locked).toMatchObject(refusal)
    expect(locked?.['message']).toMatch(/GRAPHKEEP_KEY.*keyring.*keyFile/)
    const [later] = await loadKeysInSession(home, 'unlocked', [{}])
    expect(later?.['key']).toBe(first?.['key'])
  })

  it('is refused when it is not there: no key is made that would be gone on restart', async () => {
    const home = temporaryFolder()
    const [absent] = await loadKeysInSession(home, 'absent', [{}])
    expect(absent).toMatchObject(refusal)
    expect(absent?.['message']).toMatch(/GRAPHKEEP_KEY.*keyring.*keyFile/)
    expect(existsSync(join(home, '.local', 'share', 'keyrings'))).toBe(false)
  })

  it('never gets a new key over a database whose key is gone', async () => {
    const home = temporaryFolder()
    const [refused] = await loadKeysInSession(home, 'unlocked', [{ existingDatabase: true }])
    expect(refused).toMatchObject(refusal)
    expect(refused?.['message']).toMatch(/no new one was made/)
    await loadKeysInSession(home, 'unlocked', [{}])
    const keyrings = join(home, '.local', 'share', 'keyrings')
    for (const name of readdirSync(keyrings)) rmSync(join(keyrings, name))
    expect((await loadKeysInSession(home, 'unlocked', [{ existingDatabase: true }]))[0]).toMatchObject(
      refusal,
    )
  })

  it('is left alone when the host, the environment or a key file has the key', async () => {
    const home = temporaryFolder()
    const key = '5a'.repeat(32)
    const keyFile = join(temporaryFolder(), 'key')
    const found = await loadKeysInSession(home, 'absent', [
      { key },
      { env: { GRAPHKEEP_KEY: key } },
      { keyFile },
    ])
    expect(found.map(({ origin }) => origin).sort()).toEqual(['environment', 'host', 'key file'])
  })
})
