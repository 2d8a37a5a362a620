import { execFile } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'

import { createSealer } from '@graphkeep/cache'
import { createKeyRing, type Scope, sealedSecrets } from '@graphkeep/core'
import { openSqlite, type SqliteDatabase } from '@graphkeep/storage-adapters/sqlite'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'

import { deviceCodeSignIn } from '../../src/auth.ts'
import { type IdentityProvider, startIdentityProvider } from '../world/identity-provider.ts'

const program = fileURLToPath(new URL('../processes/renew.ts', import.meta.url))
let provider: IdentityProvider
let folder: string
let key: Buffer
let database: SqliteDatabase
let scope: Scope

function open() {
  const { authority, clientId, tenant, fetch } = provider
  const secrets = sealedSecrets(database.secrets, createSealer(createKeyRing([key])))
  return deviceCodeSignIn({ authority, clientId, tenant, fetch, secrets, scopes: ['Mail.Read'] })
}

/** Renews the token in a process of its own, which reaches the provider over the network. */
async function renewElsewhere(times: number, skewMs = 0): Promise<readonly string[]> {
  const { authority, clientId } = provider
  const input = { path: database.path, key: key.toString('hex'), authority, clientId, scope, times, skewMs }
  const { stdout } = await promisify(execFile)(process.execPath, [program, JSON.stringify(input)], {
    env: { ...process.env, NODE_EXTRA_CA_CERTS: join(folder, 'ca.pem') },
  })
  return JSON.parse(stdout)
}

beforeAll(async () => {
  provider = await startIdentityProvider()
})

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'four-processes-'))
  key = randomBytes(32)
  await writeFile(join(folder, 'ca.pem'), provider.ca)
  database = await openSqlite({ path: join(folder, 'keep.db'), key })
  scope = (await open().importRefreshToken(await provider.refreshTokenOfAnother())).scope
})

afterEach(async () => {
  await database.close()
  await rm(folder, { recursive: true })
})

afterAll(() => provider.close())

describe('processes that share a sign-in', () => {
  it('lose none of 40 refresh tokens that the provider replaces', async () => {
    const given = await Promise.all([1, 2, 3, 4].map(() => renewElsewhere(10)))
    const renewed = given.flatMap((tokens) => tokens.slice(1))
    expect(new Set(renewed).size).toBe(40)
    await expect(open().tokens.token(scope, { forceRefresh: true })).resolves.toBeDefined()
  }, 60_000)

  it.each([-600_000, 600_000])(
    'get tokens with a clock that is %i ms off',
    async (skewMs) => {
      const given = await renewElsewhere(2, skewMs)
      expect(new Set(given).size).toBe(3)
      await expect(open().tokens.token(scope)).resolves.toBeDefined()
    },
    30_000,
  )

  it('leave nothing of a token in the files', async () => {
    const tokens = [await open().tokens.token(scope), ...(await renewElsewhere(1))]
    for (const file of ['keep.db', 'keep.db-wal']) {
      const bytes = await readFile(join(folder, file)).catch(() => Buffer.alloc(0))
      for (const token of tokens) expect(bytes.includes(token)).toBe(false)
    }
  }, 30_000)
})
