import { restoreDatabase } from '@graphkeep/storage-adapters/sqlite'

import { findSecret } from '../find-secret.ts'
import { commandOptions } from './command-options.ts'
import { fileArgument } from './file-argument.ts'

/** `graphkeep restore FILE`. */
export async function run(args: readonly string[]): Promise<number> {
  const { file, rest } = fileArgument('restore', args)
  const { path, secret } = await findSecret(commandOptions(rest))
  const aside = await restoreDatabase({ path, from: file, ...secret })
  console.log(`${path} is what ${file} was.`)
  if (aside !== undefined) console.log(`What was there before is kept as ${aside}.`)
  return 0
}
