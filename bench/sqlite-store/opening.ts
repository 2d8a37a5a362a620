import { randomBytes } from 'node:crypto'
import { statSync } from 'node:fs'
import { join } from 'node:path'

import {
  openSqlite,
  replaceSecret,
  rotateKeys,
  type SqliteKey,
  type SqliteSecret,
} from '@graphkeep/storage-adapters/sqlite'

import { markdownTable } from '../markdown-table.ts'
import { percentile } from '../percentile.ts'
import { fill, key } from './entries.ts'

const megabytes = 500
const passphrase = 'correct horse battery staple'
const other = key.map((byte) => byte ^ 0x5a)

/** Measures what is done with a large file as a whole. */
export async function measureOpening(print: (line: string) => void, folder: string): Promise<void> {
  const path = join(folder, 'large.db')
  const large = await openSqlite({ path, masterKey: key })
  await fill(large.store, megabytes * 5, randomBytes(200_000))
  const raw = { key: (await large.keys.current('database')).bytes }
  await large.close()
  const size = statSync(path).size / 1e6
  const rows = [
    ['open with the raw key', await opening(path, raw)],
    ['open with the master key', await opening(path, { masterKey: key })],
    ['replace the master key', await replacing(path, { masterKey: key }, { masterKey: other })],
    ['replace it by a passphrase', await replacing(path, { masterKey: other }, { passphrase })],
    ['open with the passphrase', await opening(path, { passphrase })],
    ['replace the passphrase by a master key', await replacing(path, { passphrase }, { masterKey: key })],
    ['back up', await backingUp(path, join(folder, 'backup'))],
    ['encrypt with a new key', await once(() => rotateKeys({ path, masterKey: key }))],
  ] as const
  print(`A file of ${size.toFixed(0)} MB, SQLCipher, operating system's cache warm.\n`)
  print(
    markdownTable(
      ['what', 'ms'],
      rows.map(([what, ms]) => [what, ms < 10 ? ms.toFixed(1) : ms.toFixed(0)]),
    ),
  )
}

async function opening(path: string, by: SqliteKey): Promise<number> {
  const times: number[] = []
  for (let round = 0; round < 9; round += 1) {
    const start = performance.now()
    const database = await openSqlite({ path, ...by })
    times.push(performance.now() - start)
    await database.close()
  }
  return percentile(times, 0.5)
}

function replacing(path: string, from: SqliteSecret, to: SqliteSecret): Promise<number> {
  return once(() => replaceSecret({ path, ...from, to }))
}

async function backingUp(path: string, file: string): Promise<number> {
  await using database = await openSqlite({ path, masterKey: key })
  return once(() => database.backup(file))
}

async function once(run: () => Promise<unknown>): Promise<number> {
  const start = performance.now()
  await run()
  return performance.now() - start
}
