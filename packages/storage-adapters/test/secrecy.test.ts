import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'

import { expect, it } from 'vitest'

import { newDatabase } from './support/database.ts'
import { ada, put } from './support/entries.ts'

const canaries = {
  key: 'canary-in-a-key-6f1d',
  value: 'canary-in-a-value-2b9c',
  tag: 'canary-in-a-tag-a7e0',
  cause: 'canary-in-a-cause-51f3',
  secretName: 'canary-in-a-secret-name-9d42',
  secret: 'canary-in-a-secret-e8b6',
  payload: 'canary-in-a-payload-07ca',
  result: 'canary-in-a-result-c35f',
  statistic: 'canary-in-a-statistic-18da',
  account: 'canary-in-an-account-f204',
}

it.each(['sqlcipher', 'aegis'] as const)(
  'nothing that is kept can be read in any file with %s',
  async (profile) => {
    const database = await newDatabase({ profile })
    const { store, secrets, queue, statistics } = database
    const scope = { tenant: 'contoso.com', account: canaries.account }
    await put(store, canaries.key, Buffer.from(canaries.value.repeat(500)), [canaries.tag])
    await store.invalidate(scope, { tags: [canaries.tag] }, canaries.cause)
    await secrets.set(ada, canaries.secretName, Buffer.from(canaries.secret))
    await statistics.add({ [canaries.statistic]: 1 })
    const { promise, resolve } = Promise.withResolvers<void>()
    const worker = queue.work('test', async () => {
      resolve()
      return canaries.result
    })
    await queue.enqueue({ scope, type: 'test', payload: canaries.payload })
    await promise
    await worker.stop()

    const folder = join(database.path, '..')
    expect(readdirSync(folder)).toEqual(expect.arrayContaining(['test.db', 'test.db-wal', 'test.db-shm']))
    expectNoCanary(folder)
    await database.close()
    expectNoCanary(folder)
  },
)

function expectNoCanary(folder: string): void {
  for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
    const path = join(folder, name)
    if (!statSync(path).isFile()) continue
    const bytes = readFileSync(path)
    const found = Object.values(canaries)
      .flatMap(formsOf)
      .filter((form) => bytes.includes(form) || name.includes(form))
    expect(found, name).toEqual([])
  }
}

function formsOf(canary: string): readonly string[] {
  const bytes = Buffer.from(canary)
  const wide = Buffer.from(canary, 'utf16le').toString('latin1')
  return [
    canary,
    wide,
    bytes.toString('hex'),
    bytes.toString('base64url').slice(0, -2),
    encodeURIComponent(canary),
  ]
}
