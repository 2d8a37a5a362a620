import { limitedStoreContract, sharedStoreContract, storeContract } from '@graphkeep/core/testing'
import { describe, it } from 'vitest'

import { newDatabase, newDatabaseTwice, partOf } from './support/database.ts'

describe.each(['sqlcipher', 'aegis'] as const)('the store of a database with %s', (profile) => {
  const cases = storeContract(async (clock) => {
    const database = await newDatabase({ clock, profile })
    return partOf(database, database.store)
  })
  for (const { name, run } of cases) it(name, run)
})

describe('the store of a database with a limit', () => {
  const cases = limitedStoreContract(async (clock, limitBytes) => {
    const database = await newDatabase({ clock, limitBytes })
    return partOf(database, database.store)
  })
  for (const { name, run } of cases) it(name, run)
})

describe('the stores of two processes on one file', () => {
  const cases = sharedStoreContract(async (clock) => {
    const [one, other] = await newDatabaseTwice(clock)
    return [partOf(one, one.store), partOf(other, other.store)]
  })
  for (const { name, run } of cases) it(name, run)
})
