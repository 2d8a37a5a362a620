import { readFile } from 'node:fs/promises'
import { join } from 'node:path'

import { Client, StreamableHTTPClientTransport } from '@modelcontextprotocol/client'
import { describe, expect, it } from 'vitest'

import { connectStdio, type Dialect, dialects } from './clients.ts'
import { fetch } from './processes/http.ts'

const examples = join(import.meta.dirname, 'processes')
const [, legacy, modern] = dialects

describe('the README', () => {
  it.each(['invoker', 'v2-mcp-server', 'v2-server', 'v1-mcp-server', 'v1-server', 'own-handlers', 'http'])(
    'shows the example %s as it is run here',
    async (name) => {
      const readme = await readFile(join(import.meta.dirname, '../README.md'), 'utf8')
      const source = await readFile(join(examples, `${name}.ts`), 'utf8')
      expect(readme).toContain(`\`\`\`ts\n${source}\`\`\`\n`)
    },
  )

  it.each<[string, Dialect]>([
    ['v2-mcp-server', legacy],
    ['v2-mcp-server', modern],
    ['v2-server', legacy],
    ['v2-server', modern],
    ['own-handlers', modern],
    ['v1-mcp-server', legacy],
    ['v1-server', legacy],
  ])('has an example that works: %s, %s', async (name, dialect) => {
    await using client = await connectStdio([join(examples, `${name}.ts`)], dialect)
    expect((await client.list()).tools.map((tool) => tool.name)).toContain('sum_add')
    expect((await client.call('sum_add', { a: 2, b: 3 })).structuredContent).toEqual({ sum: 5 })
  })

  it('has an example over HTTP that answers nobody without a token', async () => {
    const url = new URL('http://localhost/mcp')
    expect((await fetch(new Request(url, { method: 'POST' }))).status).toBe(401)
    const client = new Client({ name: 'test', version: '1.0.0' })
    await client.connect(
      new StreamableHTTPClientTransport(url, {
        requestInit: { headers: { authorization: 'Bearer token-of-ada' } },
        fetch: (to, init) => fetch(new Request(to, init)),
      }),
    )
    const { structuredContent } = await client.callTool({ name: 'sum_add', arguments: { a: 2, b: 3 } })
    expect(structuredContent).toEqual({ sum: 5 })
    await client.close()
  })
})
