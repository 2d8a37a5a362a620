import { randomBytes } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { createTenant, type Server, serve, type Tenant } from '@graphkeep/graph-sim'

/** What the demo needs beside Graphkeep: a tenant that answers over HTTP, a folder, and a key. */
export interface DemoWorld extends AsyncDisposable {
  readonly tenant: Tenant
  readonly folder: string

  /** The environment of the server's process; the key and the token stand only here. */
  readonly env: Readonly<Record<string, string>>

  /** Arguments after `graphkeep`. */
  readonly args: readonly string[]
}

/** Starts the offline tenant, and makes an empty folder for the encrypted cache. */
export async function createDemoWorld(): Promise<DemoWorld> {
  const tenant = createTenant()
  const graph: Server = await serve(tenant)
  const folder = await mkdtemp(join(tmpdir(), 'graphkeep-demo-'))
  return {
    tenant,
    folder,
    env: {
      GRAPHKEEP_KEY: randomBytes(32).toString('base64'),
      GRAPHKEEP_TOKEN: tenant.token({ expiresIn: 24 * 60 * 60 }),
      GRAPHKEEP_TENANT: tenant.id,
      GRAPHKEEP_ACCOUNT: tenant.me.userPrincipalName,
      GRAPHKEEP_FOLDER: folder,
    },
    args: ['serve', '--stdio', '--no-warm', '--graph', `${graph.url}/v1.0`],
    async [Symbol.asyncDispose]() {
      await graph.close()
      await rm(folder, { recursive: true, force: true })
    },
  }
}
