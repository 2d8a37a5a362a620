import { taskQueueContract } from '@graphkeep/core/testing'
import { describe, it } from 'vitest'

import { newDatabase, partOf } from './support/database.ts'

describe('the task queue of a database', () => {
  const cases = taskQueueContract(async (clock) => {
    const database = await newDatabase({ clock })
    return partOf(database, database.queue)
  })
  for (const { name, run } of cases) it(name, run)
})
