import { randomBytes } from 'node:crypto'
import { statSync } from 'node:fs'
import { join } from 'node:path'

import { openSqlite, type SqliteProfile } from '@graphkeep/storage-adapters/sqlite'
import Database from 'better-sqlite3-multiple-ciphers'

import { timeInTurn } from '../cache/time-in-turn.ts'
import { markdownTable } from '../markdown-table.ts'
import { entryOf, key, scope } from './entries.ts'

const sizes = { '1 KB': 1_000, '20 KB': 20_000, '200 KB': 200_000 }
const count = 100

/** Measures get and set of bytes beside prepared statements of the bare driver with the same settings. */
export async function measureValues(print: (line: string) => void, folder: string): Promise<void> {
  const rows: string[][] = []
  for (const [size, bytes] of Object.entries(sizes)) rows.push(...(await measureSize(folder, size, bytes)))
  print(
    'Bytes in, bytes out, page cache warm; microseconds. The bare driver keeps no tags, times or totals.\n',
  )
  const headings = [
    'size',
    'what',
    'get p50',
    'get p99',
    'set p50',
    'set p99',
    'get / bare SQLCipher',
    'disk / bytes',
  ]
  print(markdownTable(headings, rows))
}

async function measureSize(folder: string, size: string, bytes: number): Promise<string[][]> {
  const all: Readonly<Record<string, Measured>> = {
    'bare, plain': bareStore(folder, size),
    'bare, SQLCipher': bareStore(folder, size, 'sqlcipher'),
    'store, SQLCipher': await ownStore(folder, size, 'sqlcipher'),
    'store, AEGIS-256': await ownStore(folder, size, 'aegis'),
  }
  const values = Array.from({ length: count }, () => randomBytes(bytes))
  // Never the value that is there: the same bytes again would not be written.
  const next = (call: number) => values[(call + Math.floor(call / count)) % count] as Buffer
  const rounds = { rounds: bytes > 100_000 ? 40 : 100, batchMs: 5 }
  const set = await timeInTurn(
    each(all, (store) => (call) => store.set(`${call % count}`, next(call))),
    rounds,
  )
  const get = await timeInTurn(
    each(all, (store) => (call) => store.get(`${call % count}`)),
    rounds,
  )
  const floor = get.get('bare, SQLCipher')?.p50 ?? Number.NaN
  const rows: string[][] = []
  for (const [name, store] of Object.entries(all)) {
    await store.close()
    const us = [get.get(name)?.p50, get.get(name)?.p99, set.get(name)?.p50, set.get(name)?.p99].map(Number)
    const ratios = [(us[0] ?? Number.NaN) / floor, statSync(store.path).size / (count * bytes)]
    rows.push([size, name, ...us.map((one) => one.toFixed(0)), ...ratios.map((ratio) => ratio.toFixed(2))])
  }
  return rows
}

interface Measured {
  readonly path: string
  get(name: string): unknown
  set(name: string, value: Uint8Array): unknown
  close(): unknown
}

function bareStore(folder: string, size: string, profile?: SqliteProfile): Measured {
  const path = join(folder, `bare-${profile}-${size}.db`)
  const db = new Database(path)
  if (profile) {
    for (const pragma of ["cipher = 'sqlcipher'", 'legacy = 4']) db.pragma(pragma)
    db.key(Buffer.concat([Buffer.from('raw:'), key]))
  }
  for (const pragma of ['journal_mode = WAL', 'synchronous = NORMAL', 'cache_size = -65536'])
    db.pragma(pragma)
  db.exec('CREATE TABLE entries (key TEXT PRIMARY KEY, value BLOB)')
  const get = db.prepare<[string], Buffer>('SELECT value FROM entries WHERE key = ?').pluck()
  const set = db.prepare('INSERT INTO entries VALUES (?, ?) ON CONFLICT DO UPDATE SET value = excluded.value')
  return {
    path,
    get: (name) => get.get(name),
    set: (name, value) => set.run(name, value),
    close: () => db.close(),
  }
}

async function ownStore(folder: string, size: string, profile: SqliteProfile): Promise<Measured> {
  const path = join(folder, `own-${profile}-${size}.db`)
  const { store, close } = await openSqlite({ path, key, profile })
  const { sequence } = await store.invalidations(scope)
  return {
    path,
    get: (name) => store.get(scope, name),
    set: (name, value) => store.set(scope, name, entryOf(value, sequence, ['email:folder:inbox'])),
    close,
  }
}

function each<T, U>(things: Readonly<Record<string, T>>, make: (thing: T) => U): Record<string, U> {
  return Object.fromEntries(Object.entries(things).map(([name, thing]) => [name, make(thing)]))
}
