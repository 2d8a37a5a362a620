import { type AnyTool, type Invoker, isGraphkeepError, type Scope, scopeKey } from '@graphkeep/core'

import { callResult } from './call-result.ts'
import { failedResult } from './failed-result.ts'
import { freshnessWish } from './freshness-meta.ts'
import type { McpCallResult } from './mcp-call-result.ts'
import type { McpContext } from './mcp-context.ts'
import { type McpCaller, type McpRequest, openRequest } from './mcp-request.ts'
import { createProgress } from './progress.ts'
import { describeTool, type ToolDescription } from './tool-description.ts'
import { unknownTool } from './unknown-tool.ts'

/** Says on whose behalf calls run: one scope for all of them, or one found for each request. */
export type McpToolsOptions = (
  | { readonly scope: Scope; readonly callerOf?: undefined }
  | { readonly callerOf: (request: McpRequest) => McpCaller | Promise<McpCaller>; readonly scope?: undefined }
) & {
  /** Which of the invoker's tools are shown and may be called: by name, or those that pass. Default all. */
  readonly tools?: readonly string[] | ((tool: AnyTool) => boolean)

  /** Told of every error that is not Graphkeep's own; the client learns nothing of it. Default none. */
  readonly onUnexpected?: (error: unknown, tool: AnyTool) => void
}

/** The `params` of a `tools/call` request. */
export interface McpCall {
  readonly name: string
  readonly arguments?: unknown
}

/** Tools in the words of MCP, for a host that has handlers of its own. */
export interface McpTools {
  /** In the order of the invoker. */
  readonly list: readonly ToolDescription[]

  /** Whether `call` knows the tool. */
  has(name: string): boolean

  /**
   * Answers a call; `context` is what the SDK hands to the handler beside the request. Every failure of a tool is an
   * answer too.
   *
   * @throws Error with the JSON-RPC code -32602 for an unknown tool on SDK v2; on v1 that is an answer as well.
   */
  call(call: McpCall, context: McpContext): Promise<McpCallResult>
}

/**
 * Turns the tools of an invoker into answers to `tools/list` and `tools/call`, for a low-level server that handles
 * these methods itself; every other server takes `mountMcp`.
 *
 * @throws TypeError for a tool that MCP hosts would refuse, a name in `tools` that the invoker lacks, and unless there
 * is exactly one of `scope` and `callerOf`.
 *
 * @example
 * ```ts
 * const keep = createMcpTools(invoker, { scope: { tenant: 'contoso.com', account: 'ada@contoso.com' } })
 *
 * server.setRequestHandler('tools/list', () => ({ tools: [...ownTools, ...keep.list] }))
 * server.setRequestHandler('tools/call', ({ params }, ctx) =>
 *   keep.has(params.name) ? keep.call(params, ctx) : callOwnTool(params),
 * )
 * ```
 */
export function createMcpTools(invoker: Invoker, options: McpToolsOptions): McpTools {
  const tools = select(invoker.tools, options.tools)
  const byName = new Map(tools.map((tool) => [tool.name, tool]))
  const callerOf = callerFrom(options)

  return {
    list: tools.map(describeTool),
    has: (name) => byName.has(name),

    async call({ name, arguments: input }, context) {
      const request = openRequest(context)
      const tool = byName.get(name)
      if (!tool) return unknownTool(name, request, [...byName.keys()])
      const { signal, meta } = request
      const progress = createProgress(request)
      try {
        const freshness = freshnessWish(meta)
        const { scope } = await callerOf(request)
        scopeKey(scope)
        const onProgress = progress.report
        const wish = freshness !== undefined && { freshness }
        return callResult(await invoker.call(name, input, { scope, signal, onProgress, ...wish }))
      } catch (error) {
        if (!isGraphkeepError(error) && !signal.aborted) tell(error, tool, options)
        return failedResult(error, tool)
      } finally {
        await progress.end()
      }
    },
  }
}

function select(tools: readonly AnyTool[], wanted: McpToolsOptions['tools']): readonly AnyTool[] {
  if (wanted === undefined) return tools
  if (typeof wanted === 'function') return tools.filter((tool) => wanted(tool))
  const names = new Set(tools.map(({ name }) => name))
  const missing = wanted.filter((name) => !names.has(name))
  if (missing.length > 0) {
    throw new TypeError(
      `There is no tool ${missing.map((name) => `"${name}"`).join(', ')}; the invoker has: ${[...names].join(', ')}`,
    )
  }
  return tools.filter(({ name }) => wanted.includes(name))
}

function callerFrom({
  scope,
  callerOf,
}: McpToolsOptions): (request: McpRequest) => McpCaller | Promise<McpCaller> {
  if (callerOf !== undefined && scope === undefined) return callerOf
  if (scope === undefined || callerOf !== undefined) {
    throw new TypeError(
      'Say on whose behalf calls run: either `scope`, or `callerOf` to find it for each request',
    )
  }
  scopeKey(scope)
  return () => ({ scope })
}

function tell(error: unknown, tool: AnyTool, { onUnexpected }: McpToolsOptions): void {
  try {
    onUnexpected?.(error, tool)
  } catch {
    // What listens to errors must not change the answer.
  }
}
