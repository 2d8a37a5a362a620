import { existsSync } from 'node:fs'

import { openSqlite } from '@graphkeep/storage-adapters/sqlite'

import { findSecret } from '../find-secret.ts'
import { commandOptions } from './command-options.ts'
import { fileArgument } from './file-argument.ts'
import { UsageError } from './usage-error.ts'

/** `graphkeep backup FILE`. */
export async function run(args: readonly string[]): Promise<number> {
  const { file, rest } = fileArgument('backup', args)
  const { path, secret } = await findSecret(commandOptions(rest))
  if (!existsSync(path)) throw new UsageError(`There is nothing to back up: ${path} does not exist.`)
  await using database = await openSqlite({ path, ...secret })
  await database.backup(file)
  console.log(
    `${file} and ${file}.key are a backup. Keep both together; the same key or passphrase opens them.`,
  )
  return 0
}
