import { isGraphkeepError } from '@graphkeep/core'

import type { Graphkeep } from '../graphkeep.ts'
import { serveStdio } from '../serve-stdio.ts'
import { commandOptions } from './command-options.ts'
import { openFrom } from './open-from.ts'
import { UsageError } from './usage-error.ts'

/** `graphkeep serve --stdio`. */
export async function run(args: readonly string[]): Promise<number> {
  const options = commandOptions(args)
  if (!options.stdio) throw new UsageError('Say how to serve: --stdio.')
  const keep = await openFrom(options)
  const setAside = keep.database?.setAside
  if (setAside !== undefined)
    console.error(`The database was damaged. It is kept as ${setAside}; a new one was made.`)
  if (options.warm) void warmWhenSignedIn(keep)
  await serveStdio(keep)
  return 0
}

async function warmWhenSignedIn(keep: Graphkeep): Promise<void> {
  try {
    const { signedIn } = await keep.connection.state()
    if (signedIn) await keep.warm()
  } catch (error) {
    if (!isGraphkeepError(error)) throw error
    console.error(`Nothing is fetched ahead: ${error.message} (${error.code})`)
  }
}
