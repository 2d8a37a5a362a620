import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { isGraphkeepError } from '@graphkeep/core'

import { openSqlite } from '../../src/sqlite.ts'
import { done, input, tell } from './parent.ts'

const { path, ...rest } = input<{ path: string; key: string }>()
const key = Buffer.from(rest.key, 'hex')

await becomeNobody()
try {
  await using database = await openSqlite({ path, key })
  tell(database.setAside ?? 'opened')
} catch (error) {
  tell(isGraphkeepError(error) && 'problem' in error ? error.problem : String(error))
}
done()

/**
 * Root may write everywhere; whoever else runs the tests is nobody enough. Everything is loaded before, because nobody
 * may not even read where root keeps its projects.
 */
async function becomeNobody(): Promise<void> {
  if (process.getuid?.() !== 0) return
  const folder = mkdtempSync(join(tmpdir(), 'graphkeep-'))
  await (await openSqlite({ path: join(folder, 'any.db'), key })).close()
  rmSync(folder, { recursive: true })
  process.setgid?.(65_534)
  process.setuid?.(65_534)
}
