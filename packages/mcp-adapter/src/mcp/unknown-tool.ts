import type { McpCallResult } from './mcp-call-result.ts'
import type { OpenRequest } from './mcp-request.ts'

/** JSON-RPC's "invalid params". */
const invalidParams = -32602

/**
 * Answers a call of a tool that does not exist the way each SDK does: v1 with a result that is an error, v2 by
 * throwing, which becomes an error of the protocol.
 */
export function unknownTool(name: string, { sdk }: OpenRequest, names: readonly string[]): McpCallResult {
  const text = `There is no tool ${JSON.stringify(name)}. Available: ${offered(name, names)}`
  if (sdk === 'v2') throw Object.assign(new Error(text), { code: invalidParams })
  return { isError: true, content: [{ type: 'text', text }] }
}

function offered(name: string, names: readonly string[]): string {
  const [family] = name.split('_')
  const near = names.filter((other) => other.startsWith(`${family}_`))
  const shown = (near.length > 0 ? near : names).slice(0, 20)
  const left = names.length - shown.length
  return left > 0 ? `${shown.join(', ')} and ${left} more, see tools/list` : shown.join(', ')
}
