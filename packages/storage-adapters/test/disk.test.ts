import { chmodSync } from 'node:fs'
import { join } from 'node:path'

import { describe, expect, it } from 'vitest'

import { startProcess } from './support/child-process.ts'
import { newDatabase, testKey } from './support/database.ts'
import { fileHash } from './support/file-hash.ts'
import { startOnSmallDisk } from './support/small-disk.ts'
import { temporaryFolder } from './support/temporary-folder.ts'

const key = Buffer.from(testKey).toString('hex')

describe('on a disk that is full', () => {
  it('writes fail as announced, reads go on, nothing is lost, and room makes all well again', async () => {
    const process = startOnSmallDisk('fill-disk', { key })
    const filled = JSON.parse(await process.nextLine())
    expect(filled.count).toBeGreaterThan(20)
    expect(filled).toMatchObject({ full: 'ERR_STORE_UNAVAILABLE SQLITE_FULL', kept: true })
    expect(JSON.parse(await process.nextLine())).toEqual({ recovered: true, kept: true })
    const refused = 'ERR_DATABASE_REFUSED full'
    expect(JSON.parse(await process.nextLine())).toEqual({ opened: refused, created: refused })
    expect(JSON.parse(await process.nextLine())).toEqual({ opened: 'sound', created: 'sound' })
    await process.rest()
  })
})

describe('where this user may not write', () => {
  it('a database is neither made nor opened, and the error says so', async () => {
    const database = await newDatabase()
    await database.close()
    const folder = join(database.path, '..')
    const before = fileHash(database.path)
    chmodSync(folder, 0o555)
    expect(await openAsNobody(database.path)).toBe('not_writable')
    expect(await openAsNobody(join(folder, 'new.db'))).toBe('not_writable')
    expect(fileHash(database.path)).toEqual(before)
  })

  it('no folder is made', async () => {
    const folder = temporaryFolder()
    chmodSync(folder, 0o555)
    expect(await openAsNobody(join(folder, 'sub', 'folder', 'new.db'))).toBe('not_writable')
  })
})

function openAsNobody(path: string): Promise<string> {
  return startProcess('open-as-nobody', { path, key }).nextLine()
}
