import type { Freshness, FreshnessWish } from '@graphkeep/core'
import { Client } from '@modelcontextprotocol/client'
import { StdioClientTransport } from '@modelcontextprotocol/client/stdio'

import { version } from '../version.ts'
import type { DemoWorld } from './demo-world.ts'

/** A call as the client saw it. */
export interface SeenCall {
  /** From sending the request to having the answer, in milliseconds. */
  readonly ms: number

  /** Of the whole answer, as JSON. */
  readonly bytes: number
  readonly isError: boolean
  readonly output: Readonly<Record<string, unknown>>

  /** What was said in words; the whole message when `isError`. */
  readonly text: string

  /** `state` and `source` are `'-'` when the answer was not labelled. */
  readonly freshness: {
    readonly state: Freshness['state'] | '-'
    readonly source: Freshness['source'] | '-'
    readonly reason?: string
  }

  /** Requests that Microsoft Graph got during the call. */
  readonly requests: number
}

/** The official MCP client, connected to a server process of its own. */
export interface DemoClient {
  call(tool: string, input?: Record<string, unknown>, freshness?: FreshnessWish): Promise<SeenCall>

  /** Ends the server's process. */
  close(): Promise<void>
}

/** Starts this very command as a stdio server of its own, with more arguments if any, and connects to it. */
export async function connectDemoClient(
  { args, env, tenant }: DemoWorld,
  ...more: readonly string[]
): Promise<DemoClient> {
  const [, command = ''] = process.argv
  const transport = new StdioClientTransport({
    command: process.execPath,
    args: [command, ...args, ...more],
    env: { ...inherited(), ...env },
    stderr: 'inherit',
  })
  const client = new Client(
    { name: 'graphkeep-demo', version: version() },
    { versionNegotiation: { mode: { pin: '2026-07-28' } } },
  )
  await client.connect(transport)
  await client.listTools()

  return {
    async call(tool, input = {}, freshness) {
      const requestsBefore = tenant.requests.length
      const started = performance.now()
      const result = await client.callTool({
        name: tool,
        arguments: input,
        ...(freshness !== undefined && { _meta: { 'graphkeep/freshness': freshness } }),
      })
      const ms = performance.now() - started
      return { ms, requests: tenant.requests.length - requestsBefore, ...seen(result) }
    },

    close: () => client.close(),
  }
}

function seen(result: Awaited<ReturnType<Client['callTool']>>) {
  const { isError = false, structuredContent, content, _meta } = result
  const text = content.map((part) => (part.type === 'text' ? part.text : '')).join('\n')
  const label = _meta?.['graphkeep/freshness'] as SeenCall['freshness'] | undefined
  return {
    bytes: Buffer.byteLength(JSON.stringify(result)),
    isError,
    output: (structuredContent ?? {}) as SeenCall['output'],
    text,
    freshness: label ?? { state: '-' as const, source: '-' as const },
  }
}

function inherited(): Record<string, string> {
  const { PATH = '', HOME = '', SystemRoot = '' } = process.env
  return { PATH, HOME, SystemRoot }
}
