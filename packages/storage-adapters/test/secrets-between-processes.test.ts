import { describe, expect, it } from 'vitest'

import { openSqlite } from '../src/sqlite.ts'
import { startProcess } from './support/child-process.ts'
import { newDatabase, testKey } from './support/database.ts'
import { ada } from './support/entries.ts'

const key = Buffer.from(testKey).toString('hex')

describe('an exclusive section', () => {
  it('waits for the one of another process to end', async () => {
    await using database = await newDatabase()
    const holder = startProcess('holder', { path: database.path, key })
    expect(await holder.nextLine()).toBe('holding')
    expect(await holder.nextLine()).toBe('ready')
    let entered = false
    const mine = database.secrets.exclusive(ada, 'msal', async () => {
      entered = true
    })
    await database.secrets.exclusive(ada, 'other', async () => {})
    await new Promise((resolve) => setTimeout(resolve, 50))
    expect(entered).toBe(false)
    holder.go()
    await mine
    expect(entered).toBe(true)
    await holder.rest()
  })

  it('is entered at once when the process that was in it was killed', async () => {
    await using database = await newDatabase()
    const holder = startProcess('holder', { path: database.path, key })
    expect(await holder.nextLine()).toBe('holding')
    await holder.kill()
    const start = performance.now()
    expect(await database.secrets.exclusive(ada, 'msal', async () => 'mine')).toBe('mine')
    expect(performance.now() - start).toBeLessThan(1_000)
  })

  it('is entered by one at a time, of many callers in several openings of the file', async () => {
    await using one = await newDatabase()
    await using other = await openSqlite({ path: one.path, key: testKey })
    let inside = 0
    const visits = Array.from({ length: 20 }, (_, index) =>
      (index % 2 === 0 ? one : other).secrets.exclusive(ada, 'msal', async () => {
        inside += 1
        expect(inside).toBe(1)
        await new Promise((resolve) => setTimeout(resolve, 1))
        inside -= 1
        return index
      }),
    )
    expect(await Promise.all(visits)).toEqual(Array.from({ length: 20 }, (_, index) => index))
  })

  it('is left when what runs in it fails', async () => {
    await using database = await newDatabase()
    const failing = database.secrets.exclusive(ada, 'msal', () =>
      Promise.reject(new Error('failed on purpose')),
    )
    await expect(failing).rejects.toThrow('failed on purpose')
    expect(await database.secrets.exclusive(ada, 'msal', async () => 'mine')).toBe('mine')
  })
})
