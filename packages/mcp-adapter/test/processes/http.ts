import { SignInRequired } from '@graphkeep/core'
import { mountMcp } from '@graphkeep/mcp-adapter/mcp'
import { createMcpHandler, McpServer, requireBearerAuth } from '@modelcontextprotocol/server'
import { invoker } from './invoker.ts'
import { verifyAccessToken } from './verify-access-token.ts'

const handler = createMcpHandler(() => {
  const server = new McpServer({ name: 'my-server', version: '1.0.0' })
  mountMcp(server, invoker, {
    callerOf({ authInfo }) {
      const { tenant, account } = authInfo?.extra ?? {}
      if (typeof tenant !== 'string' || typeof account !== 'string')
        throw new SignInRequired('Sign in first.')
      return { scope: { tenant, account } }
    },
  })
  return server
})
const authorize = requireBearerAuth({ verifier: { verifyAccessToken } })

/** Mount it on any framework that speaks `Request` and `Response`. */
export async function fetch(request: Request): Promise<Response> {
  const authInfo = await authorize(request)
  return authInfo instanceof Response ? authInfo : handler.fetch(request, { authInfo })
}
