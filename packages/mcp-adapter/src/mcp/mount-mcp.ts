import type { Invoker } from '@graphkeep/core'
import { z } from 'zod'

import { advertisedSchema } from './advertised-schema.ts'
import { listCacheHint } from './list-cache-hint.ts'
import type { McpCallResult } from './mcp-call-result.ts'
import type { McpContext } from './mcp-context.ts'
import { createMcpTools, type McpCall, type McpTools, type McpToolsOptions } from './mcp-tools.ts'

/** An `McpServer` of SDK v1 or v2, by its shape. */
export interface McpServer {
  registerTool(...args: never[]): unknown
}

/** A low-level `Server` of SDK v1 or v2, by its shape. */
export interface LowLevelServer {
  setRequestHandler(...args: never[]): unknown
  registerCapabilities(...args: never[]): unknown
  assertCanSetRequestHandler(...args: never[]): unknown
}

interface Registers {
  registerTool(
    name: string,
    config: object,
    call: (input: unknown, context: McpContext) => Promise<McpCallResult>,
  ): { remove(): void }
}

interface Handles {
  setRequestHandler(method: string | object, handler: Handler): void
  registerCapabilities(capabilities: object): void
  assertCanSetRequestHandler(method: string): void
}

type Handler = (request: { readonly params: McpCall }, context: McpContext) => object | Promise<object>

const mounted = new WeakSet<object>()

/**
 * Mounts the tools of an invoker on an MCP server, beside whatever the host has registered there; call it before the
 * server is connected. It needs only the server's shape, so no SDK is loaded that the host does not load itself.
 *
 * Returns how many tools were mounted. When it throws, none were.
 *
 * @throws TypeError for anything but an `McpServer` or low-level `Server` of SDK v1 or v2, on a second mount, when the
 * server refuses a tool, and for what `createMcpTools` refuses.
 *
 * @example
 * ```ts
 * const server = new McpServer({ name: 'my-server', version: '1.0.0' })
 * mountMcp(server, invoker, { scope: { tenant: 'contoso.com', account: 'ada@contoso.com' } })
 * ```
 */
export function mountMcp(
  server: McpServer | LowLevelServer,
  invoker: Invoker,
  options: McpToolsOptions,
): { readonly tools: number } {
  if (mounted.has(server))
    throw new TypeError('Tools are mounted on this server already: mount once on each server')
  const mount = wayFor(server)
  const tools = createMcpTools(invoker, options)
  mount(tools)
  mounted.add(server)
  return { tools: tools.list.length }
}

function wayFor(server: unknown): (tools: McpTools) => void {
  if (hasMethods<Registers>(server, 'registerTool')) return (tools) => register(server, tools)
  if (
    hasMethods<Handles>(server, 'setRequestHandler', 'registerCapabilities', 'assertCanSetRequestHandler')
  ) {
    return (tools) => handle(server, tools)
  }
  throw new TypeError(
    'Tools can be mounted on an McpServer or a Server of @modelcontextprotocol/sdk 1 or /server 2',
  )
}

function hasMethods<shape>(value: unknown, ...names: (keyof shape & string)[]): value is shape {
  if (typeof value !== 'object' || value === null) return false
  return names.every((name) => typeof Reflect.get(value, name) === 'function')
}

function register(server: Registers, { list, call }: McpTools): void {
  const registered: { remove(): void }[] = []
  for (const { name, inputSchema, outputSchema, ...rest } of list) {
    const config = {
      ...rest,
      inputSchema: advertisedSchema(inputSchema),
      outputSchema: advertisedSchema(outputSchema),
    }
    try {
      registered.push(
        server.registerTool(name, config, (input, context) => call({ name, arguments: input }, context)),
      )
    } catch (cause) {
      for (const tool of registered) tool.remove()
      throw new TypeError(
        `The server refuses the tool "${name}": mount before connecting, and leave out with \`tools\` what the host has itself`,
        { cause },
      )
    }
  }
}

function handle(server: Handles, { list, call }: McpTools): void {
  try {
    server.assertCanSetRequestHandler('tools/list')
    server.assertCanSetRequestHandler('tools/call')
    server.registerCapabilities({ tools: {} })
  } catch (cause) {
    throw new TypeError(
      'The server cannot take tools: mount before connecting, and use createMcpTools inside handlers of your own',
      { cause },
    )
  }
  setHandler(server, 'tools/list', (_request, context) => ({ tools: [...list], ...hintFor(context) }))
  setHandler(server, 'tools/call', ({ params }, context) => call(params, context))
}

function hintFor(context: McpContext): object {
  return 'mcpReq' in context && context.mcpReq.envelope ? listCacheHint : {}
}

function setHandler(server: Handles, method: string, handler: Handler): void {
  try {
    server.setRequestHandler(method, handler)
  } catch {
    // SDK v1 knows a method by a schema that has its name.
    server.setRequestHandler(z.looseObject({ method: z.literal(method) }), handler)
  }
}
