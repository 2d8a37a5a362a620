import { connect } from '../../src/sqlite/connect.ts'
import { type Connection, loadDriver } from '../../src/sqlite/driver.ts'
import { testKey } from './database.ts'

/** Looks into a database past everything that opens it. */
export async function inFile<T>(path: string, look: (connection: Connection) => T | Promise<T>): Promise<T> {
  const connection = connect(await loadDriver(), { path, key: testKey, profile: 'sqlcipher' })
  try {
    return await look(connection)
  } finally {
    connection.close()
  }
}

/** Brings a database back to what the first version of Graphkeep made. */
export async function backToFirstFormat(path: string): Promise<void> {
  await inFile(path, (connection) => {
    connection.exec('DROP INDEX secrets_expiring; ALTER TABLE secrets DROP COLUMN expires_at')
    connection.exec('ALTER TABLE entries DROP COLUMN hits; ALTER TABLE entries DROP COLUMN used_at')
    connection.exec("DELETE FROM kysely_migration WHERE name > '0001-first'; PRAGMA user_version = 1")
  })
}
