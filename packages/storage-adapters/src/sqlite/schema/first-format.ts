import { type Kysely, sql } from 'kysely'

import { applicationId } from './format.ts'

const cacheTables = [
  `CREATE TABLE meta (name TEXT PRIMARY KEY, value) WITHOUT ROWID`,

  `CREATE TABLE scopes (
    id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, sequence INTEGER NOT NULL, floor INTEGER NOT NULL,
    entries INTEGER NOT NULL DEFAULT 0, bytes INTEGER NOT NULL DEFAULT 0)`,

  `CREATE TABLE entries (
    scope INTEGER NOT NULL, key TEXT NOT NULL, blob INTEGER NOT NULL, size INTEGER NOT NULL, tags TEXT NOT NULL,
    as_of INTEGER NOT NULL, fetched_at INTEGER NOT NULL, stale_at INTEGER NOT NULL, expires_at INTEGER NOT NULL,
    keep_until INTEGER NOT NULL, cost REAL NOT NULL, PRIMARY KEY (scope, key)) WITHOUT ROWID`,

  `CREATE TABLE blobs (id INTEGER PRIMARY KEY, value BLOB NOT NULL)`,

  `CREATE TABLE marks (
    scope INTEGER NOT NULL, kind TEXT NOT NULL CHECK (kind IN ('tag', 'pattern')), name TEXT NOT NULL,
    number INTEGER NOT NULL, PRIMARY KEY (scope, kind, name)) WITHOUT ROWID`,

  `CREATE TABLE invalidations (
    scope INTEGER NOT NULL, sequence INTEGER NOT NULL, at INTEGER NOT NULL, cause TEXT NOT NULL,
    target TEXT NOT NULL, PRIMARY KEY (scope, sequence)) WITHOUT ROWID`,

  `CREATE TABLE leases (
    scope INTEGER NOT NULL, key TEXT NOT NULL, holder TEXT NOT NULL, until INTEGER NOT NULL,
    PRIMARY KEY (scope, key)) WITHOUT ROWID`,
]

const totals = [
  `CREATE TRIGGER entry_added AFTER INSERT ON entries BEGIN
    UPDATE scopes SET entries = entries + 1, bytes = bytes + new.size WHERE id = new.scope; END`,

  `CREATE TRIGGER entry_replaced AFTER UPDATE OF size ON entries WHEN old.size <> new.size BEGIN
    UPDATE scopes SET bytes = bytes + new.size - old.size WHERE id = new.scope; END`,

  `CREATE TRIGGER entry_removed AFTER DELETE ON entries BEGIN
    UPDATE scopes SET entries = entries - 1, bytes = bytes - old.size WHERE id = old.scope;
    DELETE FROM blobs WHERE id = old.blob; END`,
]

const otherTables = [
  `CREATE TABLE secrets (
    scope INTEGER NOT NULL, name TEXT NOT NULL, value BLOB NOT NULL, PRIMARY KEY (scope, name)) WITHOUT ROWID`,

  `CREATE TABLE turns (
    scope INTEGER NOT NULL, name TEXT NOT NULL, holder TEXT NOT NULL, PRIMARY KEY (scope, name)) WITHOUT ROWID`,

  `CREATE TABLE statistics (name TEXT PRIMARY KEY, value REAL NOT NULL) WITHOUT ROWID`,
]

const jobTables = [
  `CREATE TABLE jobs (
    number INTEGER PRIMARY KEY AUTOINCREMENT, scope INTEGER NOT NULL, type TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('queued', 'running', 'succeeded', 'failed', 'cancelled')),
    priority REAL NOT NULL, team TEXT NOT NULL, dedupe_key TEXT, attempt INTEGER NOT NULL, attempts INTEGER NOT NULL,
    backoff_ms INTEGER NOT NULL, progress REAL NOT NULL, created_at INTEGER NOT NULL, run_at INTEGER NOT NULL,
    started_at INTEGER, ended_at INTEGER, token TEXT, lease_until INTEGER, error TEXT, payload TEXT NOT NULL,
    result TEXT)`,

  `CREATE INDEX jobs_waiting ON jobs (type, priority DESC, number, run_at, team) WHERE state = 'queued'`,
  `CREATE INDEX jobs_running ON jobs (type, lease_until) WHERE state = 'running'`,
  `CREATE INDEX jobs_of_scope ON jobs (scope, number)`,
  `CREATE INDEX jobs_ended ON jobs (scope, ended_at) WHERE ended_at IS NOT NULL`,
  `CREATE UNIQUE INDEX jobs_deduped ON jobs (scope, type, dedupe_key)
    WHERE dedupe_key IS NOT NULL AND state IN ('queued', 'running')`,
]

/**
 * Makes the tables of format 1.
 *
 * Numbers of jobs start at the time, so that a database which was made anew does not repeat those of the one before.
 */
export async function firstFormat(db: Kysely<unknown>, now: number): Promise<void> {
  for (const statement of [...cacheTables, ...totals, ...otherTables, ...jobTables]) {
    await sql.raw(statement).execute(db)
  }
  await sql`INSERT INTO meta (name, value) VALUES ('format', 'graphkeep'), ('made_at', ${now})`.execute(db)
  await sql`INSERT INTO sqlite_sequence (name, seq) VALUES ('jobs', ${Math.floor(now) * 1_000})`.execute(db)
  await sql.raw(`PRAGMA application_id = ${applicationId}`).execute(db)
  await sql.raw('PRAGMA user_version = 1').execute(db)
}
