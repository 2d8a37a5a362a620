import { Kysely, SqliteDialect } from 'kysely'
import { type Migration, Migrator } from 'kysely/migration'

import type { Connection } from '../driver.ts'
import { firstFormat } from './first-format.ts'
import { livesOfSecrets } from './lives-of-secrets.ts'
import { usesOfEntries } from './uses-of-entries.ts'

/**
 * Brings the tables to the format of this version.
 *
 * @param now The time, in milliseconds since the epoch.
 */
export async function migrate(connection: Connection, now: number): Promise<void> {
  const migrations: Record<string, Migration> = {
    '0001-first': { up: (db) => firstFormat(db, now) },
    '0002-lives-of-secrets': { up: livesOfSecrets },
    '0003-uses-of-entries': { up: usesOfEntries },
  }
  const db = new Kysely<unknown>({ dialect: new SqliteDialect({ database: withImmediateBegin(connection) }) })
  const { error } = await new Migrator({
    db,
    provider: { getMigrations: async () => migrations },
  }).migrateToLatest()
  if (error) throw error
}

/** A transaction that reads before it writes fails when another process writes in between, unless it says so at once. */
function withImmediateBegin(connection: Connection) {
  return {
    prepare: (sql: string) => connection.prepare(sql === 'begin' ? 'BEGIN IMMEDIATE' : sql),
    close() {},
  }
}
