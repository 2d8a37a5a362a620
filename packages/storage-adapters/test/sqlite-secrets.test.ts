import { secretStoreContract } from '@graphkeep/core/testing'
import { describe, it } from 'vitest'

import { newDatabase, partOf } from './support/database.ts'

describe('the secret store of a database', () => {
  const cases = secretStoreContract(async () => {
    const database = await newDatabase()
    return partOf(database, database.secrets)
  })
  for (const { name, run } of cases) it(name, run)
})
