import { type Kysely, sql } from 'kysely'

/** Brings the tables from format 1 to 2: secrets may have a time after which they are gone. */
export async function livesOfSecrets(db: Kysely<unknown>): Promise<void> {
  await sql.raw('ALTER TABLE secrets ADD COLUMN expires_at INTEGER').execute(db)
  await sql
    .raw('CREATE INDEX secrets_expiring ON secrets (expires_at) WHERE expires_at IS NOT NULL')
    .execute(db)
  await sql.raw('PRAGMA user_version = 2').execute(db)
}
