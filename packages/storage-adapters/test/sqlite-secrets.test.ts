import { manualClock, secretStoreContract } from '@graphkeep/core/testing'
import { describe, expect, it } from 'vitest'

import { openSqlite } from '../src/sqlite.ts'
import { newDatabase, partOf, testKey } from './support/database.ts'
import { ada } from './support/entries.ts'
import { backToFirstFormat, inFile } from './support/in-file.ts'

describe('the secret store of a database', () => {
  const cases = secretStoreContract(async (clock) => {
    const database = await newDatabase({ clock })
    return partOf(database, database.secrets)
  })
  for (const { name, run } of cases) it(name, run)

  it('removes what has expired from the file, whoever sets a secret next', async () => {
    const clock = manualClock()
    const { path, secrets, close } = await newDatabase({ clock })
    await secrets.set(ada, 'short', Uint8Array.of(1), { expiresAt: clock.now() + 1000 })
    await clock.advance(1000)
    await secrets.set({ ...ada, account: 'bob' }, 'other', Uint8Array.of(2))
    await close()
    const names = await inFile(path, (connection) => connection.prepare('SELECT name FROM secrets').all())
    expect(names).toEqual([{ name: 'other' }])
  })

  it('keeps the secrets of a file that was made before they had a time', async () => {
    const { path, secrets, close } = await newDatabase()
    await secrets.set(ada, 'msal', Uint8Array.of(1))
    await close()
    await backToFirstFormat(path)
    await using database = await openSqlite({ path, key: testKey })
    expect(await database.secrets.get(ada, 'msal')).toEqual(Uint8Array.of(1))
    await database.secrets.set(ada, 'short', Uint8Array.of(2), { expiresAt: 0 })
    expect(await database.secrets.get(ada, 'short')).toBeUndefined()
  })
})
