import { mountMcp } from '@graphkeep/mcp-adapter/mcp'
import { Server } from '@modelcontextprotocol/server'
import { serveStdio } from '@modelcontextprotocol/server/stdio'
import { invoker, scope } from './invoker.ts'

serveStdio(() => {
  const server = new Server({ name: 'my-server', version: '1.0.0' })
  mountMcp(server, invoker, { scope })
  return server
})
