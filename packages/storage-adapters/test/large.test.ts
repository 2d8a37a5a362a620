import { attempts } from '@graphkeep/core/testing'
import { expect, it } from 'vitest'

import { openSqlite } from '../src/sqlite.ts'
import { newDatabase, testKey } from './support/database.ts'
import { ada, put } from './support/entries.ts'

it('a value of 100 MB under a key of 10 kB is there whole after a restart', async () => {
  const value = Buffer.alloc(attempts(100) * 1_000_000, 'text')
  const key = 'k'.repeat(10_000)
  const database = await newDatabase()
  expect(await put(database.store, key, value)).toBe(true)
  await database.close()
  await using again = await openSqlite({ path: database.path, key: testKey })
  expect(value.equals((await again.store.get(ada, key))?.value ?? Buffer.alloc(0))).toBe(true)
  expect(await again.store.get(ada, key.slice(1))).toBeUndefined()
})
