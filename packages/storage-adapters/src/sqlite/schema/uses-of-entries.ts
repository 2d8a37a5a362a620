import { type Kysely, sql } from 'kysely'

/** Brings format 2 to format 3: entries tell how they are used. Who still has an older format open may go on writing. */
export async function usesOfEntries(db: Kysely<unknown>): Promise<void> {
  await sql.raw('ALTER TABLE entries ADD COLUMN hits INTEGER NOT NULL DEFAULT 0').execute(db)
  await sql.raw('ALTER TABLE entries ADD COLUMN used_at INTEGER NOT NULL DEFAULT 0').execute(db)
  await sql.raw('PRAGMA user_version = 3').execute(db)
}
