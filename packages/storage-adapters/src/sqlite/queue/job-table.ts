import type { CompleteJob, JobFilter } from '@graphkeep/core'

import type { Connection } from '../driver.ts'
import type { JobRow } from './job-row.ts'

/** What callers do with jobs. Each verb is to be called by what reads or writes; times are milliseconds since the epoch. */
export interface JobTable {
  /** Adds a job, or returns the one that has its dedupe key. */
  add(scope: number, job: CompleteJob, now: number): JobRow
  find(scope: number, number: number): JobRow | undefined

  /** Returns the scope's jobs, the newest first. */
  list(scope: number, filter: JobFilter): readonly JobRow[]

  /** Cancels a job that has not ended; returns whether there was one. */
  cancel(scope: number, number: number, now: number): boolean

  /** Removes every job of the scope. */
  clear(scope: number): void
}

const endedLimit = 1_000
const trimEvery = 64

/** Makes the callers' way to the jobs. */
export function createJobTable(connection: Connection): JobTable {
  const find = connection.prepare<[number, number], JobRow>(
    'SELECT * FROM jobs WHERE number = ? AND scope = ?',
  )
  const cancel = connection.prepare(
    `UPDATE jobs SET state = 'cancelled', ended_at = ?, token = NULL, lease_until = NULL
     WHERE number = ? AND scope = ? AND state IN ('queued', 'running')`,
  )
  const clear = connection.prepare('DELETE FROM jobs WHERE scope = ?')

  return {
    add: createAdd(connection),
    find: (scope, number) => find.get(number, scope),
    list: createList(connection),
    cancel: (scope, number, now) => cancel.run(now, number, scope).changes > 0,
    clear: (scope) => void clear.run(scope),
  }
}

function createAdd(connection: Connection): JobTable['add'] {
  const active = connection.prepare<[number, string, string], JobRow>(
    `SELECT * FROM jobs WHERE scope = ? AND type = ? AND dedupe_key = ? AND state IN ('queued', 'running')`,
  )
  const insert = connection.prepare<readonly unknown[], JobRow>(
    `INSERT INTO jobs (scope, type, state, priority, team, dedupe_key, attempt, attempts, backoff_ms, progress,
       created_at, run_at, payload)
     VALUES (?, ?, 'queued', ?, ?, ?, 0, ?, ?, 0, ?, ?, ?) RETURNING *`,
  )
  const trim = connection.prepare(
    `DELETE FROM jobs WHERE number IN (SELECT number FROM jobs WHERE scope = ? AND ended_at IS NOT NULL
     ORDER BY ended_at DESC, number DESC LIMIT -1 OFFSET ${endedLimit})`,
  )

  return (scope, job, now) => {
    const { type, priority, group, dedupeKey, attempts, backoffMs, delayMs, payload } = job
    const known = dedupeKey === undefined ? undefined : active.get(scope, type, dedupeKey)
    if (known) return known
    const facts = [priority, group, dedupeKey ?? null, attempts, backoffMs, now, now + delayMs, payload]
    const row = insert.get(scope, type, ...facts) as JobRow
    if (row.number % trimEvery === 0) trim.run(scope)
    return row
  }
}

function createList(connection: Connection): JobTable['list'] {
  const select = connection.prepare<readonly unknown[], JobRow>(
    `SELECT * FROM jobs WHERE scope = @scope AND type = ifnull(@type, type) AND state = ifnull(@state, state)
     ORDER BY number DESC LIMIT @limit`,
  )

  return (scope, { type = null, state = null, limit = 100 }) =>
    select.all({ scope, type, state, limit: Math.max(0, limit) })
}
