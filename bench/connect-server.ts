import { randomBytes } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { Client } from '@modelcontextprotocol/client'
import { StdioClientTransport } from '@modelcontextprotocol/client/stdio'

/** A server process of its own, with an encrypted cache in an empty folder, and the official client connected to it. */
export interface ConnectedServer extends AsyncDisposable {
  readonly client: Client
}

/**
 * Starts a server and connects to it.
 *
 * @param args What to run with this Node, e.g. `['server.ts']`.
 */
export async function connectServer(args: readonly string[]): Promise<ConnectedServer> {
  const folder = await mkdtemp(join(tmpdir(), 'graphkeep-bench-'))
  const { PATH = '', HOME = '' } = process.env
  const env = { PATH, HOME, GRAPHKEEP_FOLDER: folder, GRAPHKEEP_KEY: randomBytes(32).toString('base64') }
  const client = new Client(
    { name: 'graphkeep-bench', version: '0.0.0' },
    { versionNegotiation: { mode: { pin: '2026-07-28' } } },
  )
  await client.connect(new StdioClientTransport({ command: process.execPath, args: [...args], env }))
  return {
    client,
    async [Symbol.asyncDispose]() {
      await client.close()
      await rm(folder, { recursive: true, force: true })
    },
  }
}
