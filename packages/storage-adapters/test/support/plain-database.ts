import { copyFileSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { DatabaseSync } from 'node:sqlite'

import { newDatabase, testKey } from './database.ts'
import { ada, put } from './entries.ts'
import { decryptFile } from './sqlcipher-4.ts'

/** What every plain database has in it that must not be left anywhere. */
export const canary = 'canary-in-plaintext-8c1e'

/** Makes a database of ours that is not encrypted, with rows in its file and in its log; 20 entries in all. */
export async function writePlainDatabase(path: string): Promise<void> {
  const { path: encrypted, store, secrets, close } = await newDatabase()
  for (let index = 0; index < 19; index += 1)
    await put(store, `${index}`, Buffer.from(`${index} ${canary}`.repeat(500)))
  await secrets.set(ada, 'secret', Buffer.from(canary))
  await close()
  writeFileSync(`${path}.made`, decryptFile(readFileSync(encrypted), testKey))
  const plain = new DatabaseSync(`${path}.made`)
  plain.exec('PRAGMA journal_mode = WAL')
  plain.exec(
    `INSERT INTO blobs (value) SELECT value FROM blobs LIMIT 1;
     INSERT INTO entries SELECT scope, '19', (SELECT max(id) FROM blobs), size, tags, as_of, fetched_at, stale_at,
       expires_at, keep_until, cost, hits, used_at FROM entries WHERE key = '0'`,
  )
  for (const suffix of ['', '-wal']) copyFileSync(`${path}.made${suffix}`, `${path}${suffix}`)
  plain.close()
  rmSync(`${path}.made`)
}
