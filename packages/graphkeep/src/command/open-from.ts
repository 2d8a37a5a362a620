import { readFile } from 'node:fs/promises'

import { createGraphkeep } from '../create-graphkeep.ts'
import type { Graphkeep, GraphkeepOptions } from '../graphkeep.ts'
import type { CommandOptions } from './command-options.ts'
import { connectFrom } from './connect-from.ts'
import { selectionFrom } from './selection-from.ts'
import { UsageError } from './usage-error.ts'

/**
 * Opens what the command line describes. An offline tenant is made anew at each start, so its cache stays in memory
 * unless a folder is named.
 */
export async function openFrom(options: CommandOptions): Promise<Graphkeep> {
  const { sim, folder, keyFile, policies } = options
  const { select } = selectionFrom(options)
  const connect = await connectFrom(options)
  if (!connect)
    throw new UsageError(
      'Say which tenant: --sim for an offline one, --client-id ID to sign in, or GRAPHKEEP_TOKEN for a token of your own.',
    )
  return createGraphkeep({
    connect,
    select,
    storage: sim && !folder ? 'memory' : 'file',
    ...(folder && { folder }),
    ...(keyFile && { keyFile }),
    ...(policies && { policies: await policiesFrom(policies) }),
  })
}

async function policiesFrom(path: string): Promise<NonNullable<GraphkeepOptions['policies']>> {
  try {
    return JSON.parse(await readFile(path, 'utf8'))
  } catch (error) {
    throw new UsageError(`--policies ${path}: ${(error as Error).message}`)
  }
}
