import { mountMcp } from '@graphkeep/mcp-adapter/mcp'
import { McpServer } from '@modelcontextprotocol/server'
import { serveStdio } from '@modelcontextprotocol/server/stdio'
import { createGraphkeep, simulated } from 'graphkeep'

const keep = await createGraphkeep({ connect: simulated(), storage: 'memory' })

serveStdio(() => {
  const server = new McpServer({ name: 'my-server', version: '1.0.0' })
  mountMcp(server, keep, { callerOf: async () => ({ scope: await keep.scope() }) })
  return server
})
