import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { openSqlite } from '@graphkeep/storage-adapters/sqlite'

/** Opens an encrypted database in a folder of its own, which goes when it is closed. */
export async function openScratchFile() {
  const folder = mkdtempSync(join(tmpdir(), 'graphkeep-bench-'))
  const database = await openSqlite({ path: join(folder, 'cache.db'), key: new Uint8Array(32).fill(7) })
  return {
    folder,
    database,
    async [Symbol.asyncDispose]() {
      await database.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
