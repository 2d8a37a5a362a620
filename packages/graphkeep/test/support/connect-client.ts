import { Client } from '@modelcontextprotocol/client'
import { StdioClientTransport } from '@modelcontextprotocol/client/stdio'
import { onTestFinished } from 'vitest'

import { command } from './run-command.ts'

/** The revisions of the protocol that hosts speak today. */
export const eras = ['2025-11-25', '2026-07-28'] as const

/** Starts `graphkeep ARGS` as a process of its own and connects the official client to it. */
export async function connectClient(
  args: readonly string[],
  era: (typeof eras)[number],
  env: Record<string, string> = {},
): Promise<Client> {
  const { PATH = '' } = process.env
  const transport = new StdioClientTransport({
    command: process.execPath,
    args: [command, ...args],
    env: { PATH, HOME: '/nonexistent', ...env },
  })
  const mode = era === '2025-11-25' ? 'legacy' : { pin: era }
  const client = new Client({ name: 'test', version: '1.0.0' }, { versionNegotiation: { mode } })
  await client.connect(transport)
  onTestFinished(() => client.close())
  return client
}
