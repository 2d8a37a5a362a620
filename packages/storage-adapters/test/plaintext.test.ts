import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'

import { attempts } from '@graphkeep/core/testing'
import { describe, expect, it } from 'vitest'

import { encryptDatabase, openSqlite } from '../src/sqlite.ts'
import { startProcess } from './support/child-process.ts'
import { testKey as masterKey } from './support/database.ts'
import { ada, textAt } from './support/entries.ts'
import { fileHash } from './support/file-hash.ts'
import { canary, writePlainDatabase } from './support/plain-database.ts'
import { temporaryFolder } from './support/temporary-folder.ts'

describe('a database of ours that is not encrypted', () => {
  it('is refused, and left as it is, until its owner wants it encrypted', async () => {
    const path = join(temporaryFolder(), 'test.db')
    await writePlainDatabase(path)
    const before = fileHash(path)
    await expect(openSqlite({ path, masterKey })).rejects.toMatchObject({ problem: 'plaintext' })
    expect(fileHash(path)).toEqual(before)
  })

  it.each(['sqlcipher', 'aegis'] as const)(
    'is encrypted with %s, every row of it, and wiped',
    async (profile) => {
      const path = join(temporaryFolder(), 'test.db')
      await writePlainDatabase(path)
      await encryptDatabase({ path, masterKey, profile })
      await encryptDatabase({ path, masterKey, profile })
      await using database = await openSqlite({ path, masterKey, profile })
      await expectAll(database)
      expectNoPlaintext(path)
    },
  )

  it(
    'loses nothing when encrypting is killed at any moment, and leaves nothing plain',
    async () => {
      for (let turn = 0; turn < attempts(100); turn += 1) {
        const path = join(temporaryFolder(), 'test.db')
        await writePlainDatabase(path)
        const process = startProcess('encrypt', { path, masterKey: Buffer.from(masterKey).toString('hex') })
        await process.nextLine()
        process.go()
        await new Promise((resolve) => setTimeout(resolve, Math.random() * 100))
        await process.kill()
        const opened = await openSqlite({ path, masterKey }).catch((error: unknown) => error)
        if (opened instanceof Error) expect(opened).toMatchObject({ problem: 'plaintext' })
        else await (opened as AsyncDisposable)[Symbol.asyncDispose]()
        await encryptDatabase({ path, masterKey })
        await using database = await openSqlite({ path, masterKey })
        await expectAll(database)
        expectNoPlaintext(path)
      }
    },
    30 * 60_000,
  )

  it('is refused, and left as it is, when it is damaged or of another program', async () => {
    const path = join(temporaryFolder(), 'test.db')
    await writePlainDatabase(path)
    const bytes = readFileSync(path)
    writeFileSync(path, bytes.fill(0x5a, 3 * 4096, 5 * 4096))
    const before = fileHash(path)
    await expect(encryptDatabase({ path, masterKey })).rejects.toMatchObject({
      code: 'ERR_STORE_UNAVAILABLE',
    })
    expect(fileHash(path)).toEqual(before)

    const other = join(temporaryFolder(), 'test.db')
    const plain = new DatabaseSync(other)
    plain.exec('CREATE TABLE t (a)')
    plain.close()
    await expect(encryptDatabase({ path: other, masterKey })).rejects.toMatchObject({ problem: 'not_ours' })
    expect(existsSync(`${other}.key`)).toBe(false)
  })
})

async function expectAll({
  store,
  secrets,
  setAside,
}: Awaited<ReturnType<typeof openSqlite>>): Promise<void> {
  expect(setAside).toBeUndefined()
  for (let index = 0; index < 19; index += 1)
    expect(await textAt(store, `${index}`)).toBe(`${index} ${canary}`.repeat(500))
  expect(await textAt(store, '19')).toBe(`0 ${canary}`.repeat(500))
  expect((await store.size()).entries).toBe(20)
  expect(Buffer.from((await secrets.get(ada, 'secret')) ?? []).toString()).toBe(canary)
}

function expectNoPlaintext(path: string): void {
  for (const name of readdirSync(join(path, '..'), { recursive: true, encoding: 'utf8' })) {
    const file = join(path, '..', name)
    if (statSync(file).isFile()) expect(readFileSync(file).includes(canary), name).toBe(false)
  }
}
