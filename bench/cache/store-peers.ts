import { mkdirSync } from 'node:fs'
import { join } from 'node:path'

import { createCacheManager, createSealer, requestKey } from '@graphkeep/cache'
import { createKeyRing } from '@graphkeep/core'
import KeyvSqlite from '@keyv/sqlite'
import { BentoCache, bentostore } from 'bentocache'
import { kyselyDriver } from 'bentocache/drivers/kysely'
import Database from 'better-sqlite3-multiple-ciphers'
import { Keyv } from 'keyv'
import { Kysely, SqliteDialect } from 'kysely'

import { openScratchFile } from './scratch-file.ts'
import type { Run } from './time-in-turn.ts'

const scope = { tenant: 'contoso.com', account: 'ada@contoso.com' }
const hour = 3_600_000
const hexKey = '07'.repeat(32)

/** How many keys are asked for in turn. */
const keyCount = 64

/** What each contestant does: finds a value in its file, or misses, fetches and keeps it. */
export interface StoreRuns {
  readonly hits: Readonly<Record<string, Run>>
  readonly misses: Readonly<Record<string, Run>>
}

/** Opens every contestant on a file of its own with the value under each key. */
export async function fillStores(value: object) {
  const file = await openScratchFile()
  mkdirSync(join(file.folder, 'peers'))
  const path = (name: string) => join(file.folder, 'peers', name)
  const keys = Array.from({ length: keyCount }, (_, n) => requestKey('email', 'list', { n }))
  const keyAt = (call: number) => keys[call % keyCount] as string
  const setUp = { keys, keyAt, value }
  const all = [
    fillBare('bare prepared statement, plain', new Database(path('plain.db')), setUp),
    fillBare('bare prepared statement, SQLCipher', encrypted(path('cipher.db')), setUp),
    await fillOurs('graphkeep on SQLCipher', { store: file.database.store }, setUp),
    await fillOurs(
      'graphkeep on SQLCipher, sealed too',
      { store: file.database.store, sealer: createSealer(createKeyRing([new Uint8Array(32).fill(3)])) },
      { ...setUp, keys: keys.map((key) => `${key}s`), keyAt: (call) => `${keyAt(call)}s` },
    ),
    await fillKeyv(path('keyv.db'), setUp),
    await fillBento(encrypted(path('bento.db')), setUp),
  ]
  return {
    hits: Object.assign({}, ...all.map(({ hits }) => hits)) as StoreRuns['hits'],
    misses: Object.assign({}, ...all.map(({ misses }) => misses)) as StoreRuns['misses'],
    [Symbol.asyncDispose]: () => file[Symbol.asyncDispose](),
  }
}

type Connection = InstanceType<typeof Database>

interface SetUp {
  readonly keys: readonly string[]
  readonly keyAt: (call: number) => string
  readonly value: object
}

function encrypted(path: string): Connection {
  const database = new Database(path)
  database.pragma(`cipher = 'sqlcipher'`)
  database.pragma('legacy = 4')
  database.pragma(`key = "x'${hexKey}'"`)
  return database
}

function fillBare(name: string, database: Connection, { keys, keyAt, value }: SetUp): StoreRuns {
  database.pragma('journal_mode = WAL')
  database.pragma('synchronous = NORMAL')
  database.pragma('cache_size = -65536')
  database.exec('CREATE TABLE blobs (key TEXT PRIMARY KEY, value BLOB) WITHOUT ROWID')
  const select = database.prepare<[string], Buffer>('SELECT value FROM blobs WHERE key = ?').pluck()
  const insert = database.prepare('INSERT OR REPLACE INTO blobs VALUES (?, ?)')
  const bytes = Buffer.from(JSON.stringify(value))
  for (const key of keys) insert.run(key, bytes)
  return {
    hits: {
      [`${name}, bytes`]: (call) => select.get(keyAt(call)),
      [`${name}, to object`]: (call) => JSON.parse(String(select.get(keyAt(call)))),
    },
    misses: {
      [name]: (call) => {
        if (select.get(`new ${call}`) === undefined)
          insert.run(`new ${call}`, Buffer.from(JSON.stringify(value)))
      },
    },
  }
}

async function fillOurs(
  name: string,
  options: Parameters<typeof createCacheManager>[0],
  { keys, keyAt, value }: SetUp,
): Promise<StoreRuns> {
  // Memory that holds nothing: every hit comes from the file.
  const cache = createCacheManager({ ...options, memoryBytes: 1 })
  for (const key of keys) await cache.set({ scope, key }, value)
  const fetch = async () => value
  return {
    hits: {
      [`${name}, raw`]: (call) => cache.getRaw({ scope, key: keyAt(call) }),
      [`${name}, to object`]: (call) => cache.getOrFetch({ scope, key: keyAt(call) }, fetch),
    },
    misses: { [name]: (call) => cache.getOrFetch({ scope, key: `email:new:${name}${call}` }, fetch) },
  }
}

async function fillKeyv(path: string, { keys, keyAt, value }: SetUp): Promise<StoreRuns> {
  const keyv = new Keyv({ store: new KeyvSqlite({ uri: `sqlite://${path}`, wal: true }), ttl: hour })
  for (const key of keys) await keyv.set(key, value)
  return {
    hits: { 'keyv on plain SQLite, to object': (call) => keyv.get(keyAt(call)) },
    misses: {
      'keyv on plain SQLite': async (call) => {
        if ((await keyv.get(`new ${call}`)) === undefined) await keyv.set(`new ${call}`, value)
      },
    },
  }
}

async function fillBento(database: Connection, { keys, keyAt, value }: SetUp): Promise<StoreRuns> {
  database.pragma('journal_mode = WAL')
  database.pragma('synchronous = NORMAL')
  const connection = new Kysely<unknown>({ dialect: new SqliteDialect({ database }) })
  const bento = new BentoCache({
    default: 'cache',
    stores: {
      cache: bentostore().useL2Layer(
        kyselyDriver({ connection: connection as never, autoCreateTable: true, pruneInterval: false }),
      ),
    },
  })
  const factory = async () => value
  for (const key of keys) await bento.set({ key, value, ttl: hour })
  return {
    hits: {
      'bentocache on SQLCipher, to object': (call) =>
        bento.getOrSet({ key: keyAt(call), ttl: hour, factory }),
    },
    misses: {
      'bentocache on SQLCipher': (call) => bento.getOrSet({ key: `new ${call}`, ttl: hour, factory }),
    },
  }
}
