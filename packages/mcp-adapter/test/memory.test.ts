import { afterAll, beforeAll, describe } from 'vitest'

import { mountMcp } from '../src/mcp.ts'
import { connectInMemory, dialectsOf, type TestClient } from './clients.ts'
import { mountOptions } from './mount-options.ts'
import { mountRules } from './mount-rules.ts'
import { createNotes } from './notes.ts'
import { serverKinds } from './server-kinds.ts'

describe.each(serverKinds)('in memory, $name', (kind) => {
  describe.each(dialectsOf(kind))('%s', (dialect) => {
    const notes = createNotes()
    let client: TestClient

    beforeAll(async () => {
      client = await connectInMemory(kind, dialect, (server) => mountMcp(server, notes, mountOptions))
    })

    afterAll(() => client[Symbol.asyncDispose]())

    mountRules(kind, dialect, () => client)
  })
})
