import { createInvoker, defineTool } from '@graphkeep/core'
import { InMemoryTransport } from '@modelcontextprotocol/client'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'

import { type McpToolsOptions, mountMcp } from '../src/mcp.ts'
import { connectInMemory, dialects } from './clients.ts'
import { canary } from './failing-tools.ts'
import { createNotes } from './notes.ts'
import { serverKinds } from './server-kinds.ts'

const notes = createNotes()
const scope = { tenant: 'contoso.com', account: 'ada' }

describe.each(serverKinds)('mounting on $name', (kind) => {
  it('says how many tools were mounted', () => {
    kind.open((server) => expect(mountMcp(server, notes, { scope })).toEqual({ tools: notes.tools.length }))
  })

  it('refuses a second time, and keeps the first', async () => {
    await using client = await connectInMemory(kind, dialects[0], (server) => {
      mountMcp(server, notes, { scope, tools: ['note_get'] })
      expect(() => mountMcp(server, notes, { scope, tools: ['note_list'] })).toThrow(
        new TypeError('Tools are mounted on this server already: mount once on each server'),
      )
    })
    const { tools } = await client.list()
    expect(tools.map(({ name }) => name).filter((name) => name.startsWith('note_'))).toEqual(['note_get'])
  })

  it('refuses a server that is connected already', async () => {
    const [, theirs] = InMemoryTransport.createLinkedPair()
    let mount = (): unknown => undefined
    const server = kind.open((server) => {
      mount = () => mountMcp(server, notes, { scope })
    })
    await server.connect(theirs as never)
    if (kind.level === 'Server') expect(mount).toThrow(/before connecting/)
    else expect(mount()).toEqual({ tools: notes.tools.length })
  })

  it('shows and answers only the tools that were asked for', async () => {
    await using client = await connectInMemory(kind, dialects[0], (server) =>
      mountMcp(server, notes, { scope, tools: ({ effect }) => effect === 'destructive' }),
    )
    const names = (await client.list()).tools.map(({ name }) => name)
    expect(names.filter((name) => !name.startsWith('host_'))).toEqual(['note_delete'])
    const refused = await client.call('note_get', { id: 'n1' }).then(JSON.stringify, String)
    expect(refused).toMatch(/note_get/)
    expect(refused).not.toContain('Grüße')
  })

  it('tells the host of errors that are not its own, whatever the host does then', async () => {
    const told: string[] = []
    await using client = await connectInMemory(kind, dialects[0], (server) =>
      mountMcp(server, notes, {
        scope,
        onUnexpected(error, tool) {
          told.push(`${tool.name}: ${String(error)}`)
          throw new Error('the log is full')
        },
      }),
    )
    const failed = await client.call('fail_read', { how: 'foreign' })
    expect(JSON.stringify(failed)).toContain('ERR_UNEXPECTED')
    await client.call('fail_read', { how: 'throttled' })
    expect(told).toEqual([`fail_read: Error: connect ECONNREFUSED, sent ${canary}`])
  })
})

describe('mounting', () => {
  const [mcpServerV1, serverV1, , , mcpServerV2, serverV2] = serverKinds

  it('leaves nothing behind when the host has a tool of that name', async () => {
    for (const kind of [mcpServerV1, mcpServerV2]) {
      if (!kind) continue
      const clash = createInvoker({
        tools: [tool('first', z.object({})), tool('host_before', z.object({}))],
        fetchFor: () => fetch,
      })
      await using client = await connectInMemory(kind, dialects[0], (server) => {
        expect(() => mountMcp(server, clash, { scope })).toThrow(/refuses the tool "host_before"/)
        mountMcp(server, notes, { scope, tools: ['note_get'] })
      })
      const names = (await client.list()).tools.map(({ name }) => name)
      expect(names).toEqual(['host_before', 'note_get', 'host_after'])
    }
  })

  it('does not take the place of handlers that a low-level server has', () => {
    for (const kind of [serverV1, serverV2]) {
      kind?.open((server) => {
        Reflect.apply(Reflect.get(server, 'registerCapabilities'), server, [{ tools: {} }])
        const method = kind.sdk === 'v2' ? 'tools/call' : z.object({ method: z.literal('tools/call') })
        Reflect.apply(Reflect.get(server, 'setRequestHandler'), server, [method, () => ({ content: [] })])
        expect(() => mountMcp(server, notes, { scope })).toThrow(/createMcpTools inside handlers of your own/)
      })
    }
  })

  it.each([undefined, null, 'server', 1, {}, { registerTool: true }, notes])('refuses %o', (value) => {
    expect(() => mountMcp(value as never, notes, { scope })).toThrow(
      /can be mounted on an McpServer or a Server of @modelcontextprotocol/,
    )
  })

  it('needs to know on whose behalf calls run', () => {
    const mountWith = (options: unknown) => () =>
      serverV2?.open((server) => mountMcp(server, notes, options as McpToolsOptions))
    expect(mountWith({})).toThrow(/either `scope`, or `callerOf`/)
    expect(mountWith({ scope, callerOf: () => ({ scope }) })).toThrow(/either `scope`, or `callerOf`/)
    expect(mountWith({ scope: { tenant: '', account: 'ada' } })).toThrow(
      /A scope needs a tenant and an account/,
    )
  })

  it('refuses names that the invoker does not have', () => {
    const tools = ['note_get', 'note_gett']
    serverV2?.open((server) =>
      expect(() => mountMcp(server, notes, { scope, tools })).toThrow(
        /There is no tool "note_gett"; the invoker has: note_get/,
      ),
    )
  })

  it.each(['', 'mail.list', 'mail list', 'ä', 'x'.repeat(65)])('refuses the tool name "%s"', (name) => {
    expect(mountTool(tool(name, z.object({})))).toThrow(/is refused by MCP hosts: use 1 to 64 of/)
  })

  it('refuses an answer that is not an object, and schemas that JSON Schema lacks', () => {
    expect(mountTool(tool('wrong_root', z.array(z.string())))).toThrow(
      'The output schema of the tool "wrong_root" describes "array": MCP needs an object at the root',
    )
    expect(mountTool(tool('wrong_part', z.object({ at: z.date() })))).toThrow(
      /cannot be shown as JSON Schema/,
    )
  })

  it('shows a union of objects as an object', () => {
    const output = z.discriminatedUnion('kind', [
      z.object({ kind: z.literal('a') }),
      z.object({ kind: z.literal('b') }),
    ])
    expect(mountTool(tool('union', output))).not.toThrow()
  })

  function mountTool(one: ReturnType<typeof tool>): () => unknown {
    const invoker = createInvoker({ tools: [one], fetchFor: () => fetch })
    return () => serverV2?.open((server) => mountMcp(server, invoker, { scope }))
  }
})

function tool(name: string, output: z.ZodType) {
  return defineTool({
    name,
    title: name,
    description: name,
    effect: 'read',
    permissions: { delegated: [], application: [] },
    input: z.object({}),
    output,
    run: async () => ({}) as never,
  })
}
