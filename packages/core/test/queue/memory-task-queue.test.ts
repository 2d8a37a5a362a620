import { createMemoryTaskQueue } from '@graphkeep/core'
import { taskQueueContract } from '@graphkeep/core/testing'
import { describe, it } from 'vitest'

describe('memory task queue', () => {
  for (const { name, run } of taskQueueContract((clock) => createMemoryTaskQueue({ clock }))) it(name, run)
})
