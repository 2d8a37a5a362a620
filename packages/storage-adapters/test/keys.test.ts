import { existsSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

import { createKeyRing, type DatabaseProblem } from '@graphkeep/core'
import { attempts } from '@graphkeep/core/testing'
import { describe, expect, it } from 'vitest'

import {
  openSqlite,
  replaceSecret,
  rotateKeys,
  type SqliteDatabase,
  type SqliteSecret,
} from '../src/sqlite.ts'
import { startProcess } from './support/child-process.ts'
import { testKey as masterKey } from './support/database.ts'
import { ada, put, textAt } from './support/entries.ts'
import { fileHash } from './support/file-hash.ts'
import { temporaryFolder } from './support/temporary-folder.ts'

const otherKey = masterKey.map((byte) => byte ^ 0x5a)
const passphrase = 'correct horse battery staple'

describe('the keys of a database', () => {
  it('are random, lie locked beside it for its owner only, and are found again', async () => {
    const path = await closedDatabase({ masterKey })
    expect(statSync(`${path}.key`).mode & 0o777).toBe(0o600)
    const keyFile = readFileSync(`${path}.key`)
    const ids = [await currentId(path, { masterKey }), await currentId(path, { masterKey })]
    expect(ids[0]).toBe(ids[1])
    expect(ids[0]).not.toBe(
      Buffer.from((await createKeyRing([masterKey]).current('entries')).id).toString('hex'),
    )
    expect(readFileSync(`${path}.key`).equals(keyFile)).toBe(true)
    await expectRefusal(path, 'wrong_key', {
      key: (await createKeyRing([masterKey]).current('database')).bytes,
    })
  })

  it('are the master key itself for a database of an older version, which gets a key file', async () => {
    const ring = createKeyRing([masterKey])
    const path = await closedDatabase({ key: (await ring.current('database')).bytes })
    expect(existsSync(`${path}.key`)).toBe(false)
    await expectRefusal(path, 'keys_lost', { masterKey: otherKey })
    expect(existsSync(`${path}.key`)).toBe(false)
    await using database = await openSqlite({ path, masterKey })
    expect(await textAt(database.store, 'a')).toBe('kept')
    expect(await database.keys.current('tokens')).toEqual(await ring.current('tokens'))
    expect(existsSync(`${path}.key`)).toBe(true)
  })

  it('are opened by a passphrase, however its letters are composed', async () => {
    const path = await closedDatabase({ passphrase: 'Grüße aus Köln' })
    await using database = await openSqlite({ path, passphrase: 'Grüße aus Köln'.normalize('NFD') })
    expect(await textAt(database.store, 'a')).toBe('kept')
    await expectRefusal(path, 'wrong_key', { passphrase: 'Grüße aus Bonn' })
    await expectRefusal(path, 'wrong_key', { masterKey })
  })

  it('are not opened by an empty passphrase or a short key, with which no file is made', async () => {
    const path = join(temporaryFolder(), 'test.db')
    await expect(openSqlite({ path, passphrase: '' })).rejects.toThrow(TypeError)
    await expect(openSqlite({ path, masterKey: new Uint8Array(31) })).rejects.toThrow(TypeError)
    expect(existsSync(path) || existsSync(`${path}.key`)).toBe(false)
  })

  it('are not made anew when their file is gone', async () => {
    const path = await closedDatabase({ masterKey })
    rmSync(`${path}.key`)
    for (const secret of [{ masterKey }, { passphrase }]) await expectRefusal(path, 'keys_lost', secret)
    expect(existsSync(`${path}.key`)).toBe(false)
  })

  it('are refused when a bit of their file was flipped or its end is missing, and the file is left', async () => {
    const path = await closedDatabase({ masterKey })
    const whole = readFileSync(`${path}.key`)
    for (let turn = 0; turn < attempts(1_000); turn += 1) {
      const position = (turn * 7_919) % (whole.length - 1)
      const damaged =
        turn % 4 === 0
          ? whole.subarray(0, position)
          : whole.with(position, whole.readUInt8(position) ^ (1 << (turn % 8)))
      writeFileSync(`${path}.key`, damaged)
      expect(await problemOf(path, { masterKey })).toBe('keys_lost')
      expect(readFileSync(`${path}.key`).equals(damaged)).toBe(true)
    }
  })

  it('are the same for four processes that start for the first time together', async () => {
    const path = join(temporaryFolder(), 'test.db')
    const input = { path, masterKey: Buffer.from(masterKey).toString('hex') }
    const processes = [1, 2, 3, 4].map((name) => startProcess('first-start', { ...input, name: `${name}` }))
    for (const process of processes) expect(await process.nextLine()).toBe('ready')
    for (const process of processes) process.go()
    for (const process of processes) {
      expect(JSON.parse(await process.nextLine())).toEqual({ setAside: null })
      expect(await process.nextLine()).toBe('ready')
    }
    for (const process of processes) process.go()
    for (const process of processes) await process.rest()
    await using database = await openSqlite({ path, masterKey })
    for (const name of ['1', '2', '3', '4']) expect(await textAt(database.store, name)).toBe(name)
  })
})

describe('another master key', () => {
  it('takes the place of the first while the database is in use, which stays as it is', async () => {
    const path = await closedDatabase({ masterKey })
    const id = await currentId(path, { masterKey })
    await using database = await openSqlite({ path, masterKey })
    await replaceSecret({ path, masterKey, to: { masterKey: otherKey } })
    await put(database.store, 'b', Buffer.from('later'))
    await database.close()
    await expectRefusal(path, 'wrong_key', { masterKey })
    expect(await currentId(path, { masterKey: otherKey })).toBe(id)
  })

  it('is refused without the one before it, and nothing changes', async () => {
    const path = await closedDatabase({ masterKey })
    const before = readFileSync(`${path}.key`)
    const wrong = replaceSecret({ path, masterKey: otherKey, to: { passphrase } })
    await expect(wrong).rejects.toMatchObject({ problem: 'wrong_key' })
    expect(readFileSync(`${path}.key`).equals(before)).toBe(true)
  })

  it('opens as well as the one before it until it is kept somewhere', async () => {
    const path = await closedDatabase({ masterKey })
    const failing = replaceSecret({
      path,
      masterKey,
      to: { passphrase },
      keep: async () => {
        throw new Error('The keyring is locked')
      },
    })
    await expect(failing).rejects.toThrow('The keyring is locked')
    for (const secret of [{ masterKey }, { passphrase }]) {
      await using database = await openSqlite({ path, ...secret })
      expect(await textAt(database.store, 'a')).toBe('kept')
    }
    await replaceSecret({ path, passphrase, to: { passphrase: 'new' } })
    await expectRefusal(path, 'wrong_key', { masterKey })
  })
})

describe('rotation', () => {
  it.each(['sqlcipher', 'aegis'] as const)(
    'encrypts a %s database anew and keeps what is in it',
    async (profile) => {
      const path = await closedDatabase({ masterKey }, profile)
      const first = await openSqlite({ path, masterKey, profile })
      const sealed = await first.keys.current('entries')
      const { bytes: oldKey } = await first.keys.current('database')
      await first.close()
      await rotateKeys({ path, masterKey, profile })
      await expect(openSqlite({ path, key: oldKey, profile })).rejects.toMatchObject({ problem: 'wrong_key' })
      await using second = await openSqlite({ path, masterKey, profile })
      expect(await textAt(second.store, 'a')).toBe('kept')
      expect((await second.keys.current('entries')).id).not.toEqual(sealed.id)
      expect(await second.keys.find('entries', sealed.id)).toEqual(sealed)
    },
  )

  it('is refused while the database is in use, and where there is none', async () => {
    await using database = await openSqlite({ path: join(temporaryFolder(), 'test.db'), masterKey })
    const { path } = database
    await expect(rotateKeys({ path, masterKey })).rejects.toMatchObject({ problem: 'in_use' })
    await put(database.store, 'a', Buffer.from('kept'))
    const nowhere = join(temporaryFolder(), 'test.db')
    await expect(rotateKeys({ path: nowhere, masterKey })).rejects.toMatchObject({ problem: 'absent' })
    expect(existsSync(nowhere) || existsSync(`${nowhere}.key`)).toBe(false)
  })

  it(
    'loses nothing when it is killed at any moment, nor to those who open meanwhile',
    async () => {
      const path = await closedDatabase({ masterKey })
      const filled = await openSqlite({ path, masterKey })
      for (let index = 0; index < 20; index += 1)
        await put(filled.store, `${index}`, Buffer.alloc(20_000, index))
      await filled.close()
      for (let turn = 0; turn < attempts(100); turn += 1) {
        const process = startProcess('rotate', { path, masterKey: Buffer.from(masterKey).toString('hex') })
        await process.nextLine()
        process.go()
        if (turn % 2 === 0) await expectAll(path)
        await new Promise((resolve) => setTimeout(resolve, Math.random() * 150))
        await process.kill()
        await expectAll(path)
      }
    },
    30 * 60_000,
  )
})

async function expectAll(path: string): Promise<void> {
  await using database = await openSqlite({ path, masterKey })
  expect(database.setAside).toBeUndefined()
  expect(await textAt(database.store, 'a')).toBe('kept')
  for (let index = 0; index < 20; index += 1)
    expect(await textAt(database.store, `${index}`)).toBe(Buffer.alloc(20_000, index).toString())
  expect(Buffer.from((await database.secrets.get(ada, 'secret')) ?? []).toString()).toBe('secret')
}

async function closedDatabase(
  by: SqliteSecret | { readonly key: Uint8Array },
  profile: 'sqlcipher' | 'aegis' = 'sqlcipher',
): Promise<string> {
  const path = join(temporaryFolder(), 'test.db')
  const database = await openSqlite({ path, profile, ...by })
  await put(database.store, 'a', Buffer.from('kept'))
  await database.secrets.set(ada, 'secret', Buffer.from('secret'))
  await database.close()
  return path
}

/** Returns the id of the key that values are sealed with. */
async function currentId(path: string, secret: SqliteSecret): Promise<string> {
  await using database: SqliteDatabase = await openSqlite({ path, ...secret })
  return Buffer.from((await database.keys.current('entries')).id).toString('hex')
}

async function problemOf(path: string, by: SqliteSecret | { readonly key: Uint8Array }): Promise<string> {
  try {
    await using database = await openSqlite({ path, ...by })
    return (await textAt(database.store, 'a')) === 'kept' ? 'opened' : 'lost'
  } catch (error) {
    return (error as { readonly problem?: string }).problem ?? String(error)
  }
}

async function expectRefusal(
  path: string,
  problem: DatabaseProblem,
  by: SqliteSecret | { readonly key: Uint8Array },
): Promise<void> {
  const before = fileHash(path)
  expect(await problemOf(path, by)).toBe(problem)
  expect(fileHash(path)).toEqual(before)
}
