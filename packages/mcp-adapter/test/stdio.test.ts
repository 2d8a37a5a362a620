import { fileURLToPath } from 'node:url'

import { afterAll, beforeAll, describe } from 'vitest'

import { connectStdio, dialectsOf, type TestClient } from './clients.ts'
import { mountRules } from './mount-rules.ts'
import { serverKinds } from './server-kinds.ts'

const script = fileURLToPath(new URL('processes/stdio-server.ts', import.meta.url))

describe.each(serverKinds)('over stdio, $name', (kind) => {
  describe.each(dialectsOf(kind))('%s', (dialect) => {
    let client: TestClient

    beforeAll(async () => {
      client = await connectStdio([script, kind.name], dialect)
    })

    afterAll(() => client[Symbol.asyncDispose]())

    mountRules(kind, dialect, () => client)
  })
})
