import { randomUUID } from 'node:crypto'

import { type JobError, leaseLost } from '@graphkeep/core'

import type { Connection } from '../driver.ts'
import type { JobRow } from './job-row.ts'

/** A try that is under way, as its job's row names it. */
export interface TryId {
  readonly number: number
  readonly token: string
}

/** How a try ended: with JSON text, or with an error and the wait before the next try, if there is one. */
export type Outcome =
  | { readonly result: string }
  | { readonly error: JobError; readonly retryMs: number | undefined }

/** Which jobs to take. */
export interface Claim {
  readonly type: string
  readonly now: number
  readonly leaseMs: number

  /** How many at most. */
  readonly count: number

  /** How many more of a group fit. */
  readonly roomFor: (group: string) => number

  /** Groups of which none fits, so as not to look at all their jobs. */
  readonly fullGroups: readonly string[]
}

/**
 * What workers do with jobs. Each verb is to be called by what reads or writes; times are milliseconds since the epoch.
 * Those that name a try do nothing, and return `false`, when the job is not this try's any more.
 */
export interface TryTable {
  /** Says whether a job of the type could be taken. */
  isWaiting(type: string, now: number): boolean

  /** Returns when a job of the type is due, or its lease runs out, that is not or has not yet. */
  nextTime(type: string, now: number): number | undefined

  /** Puts back the jobs of workers that died; those whose attempts are used up have failed. */
  reclaim(type: string, now: number): void

  /** Starts jobs that are due: by priority, then in the order they came. */
  claim(claim: Claim): readonly JobRow[]

  isCurrent(id: TryId): boolean
  renew(id: TryId, now: number, until: number): boolean
  progress(id: TryId, now: number, done: number): boolean
  finish(id: TryId, now: number, outcome: Outcome): boolean

  /** Lets the job run again, as if the try had only been interrupted. */
  putBack(id: TryId, now: number): boolean
}

const mine = "number = @number AND token = @token AND state = 'running' AND lease_until > @now"
const freed = 'token = NULL, lease_until = NULL'

/** Makes the workers' way to the jobs. */
export function createTryTable(connection: Connection): TryTable {
  const current = connection.prepare('SELECT 1 FROM jobs WHERE number = @number AND token = @token')
  const renew = connection.prepare(`UPDATE jobs SET lease_until = @until WHERE ${mine}`)
  const progress = connection.prepare(`UPDATE jobs SET progress = @done WHERE ${mine}`)
  const putBack = connection.prepare(
    `UPDATE jobs SET state = 'queued', run_at = @now, ${freed} WHERE ${mine}`,
  )

  return {
    ...createWaiting(connection),
    claim: createClaim(connection),
    finish: createFinish(connection),
    isCurrent: ({ number, token }) => current.get({ number, token }) !== undefined,
    renew: ({ number, token }, now, until) => renew.run({ number, token, now, until }).changes > 0,
    progress: ({ number, token }, now, done) => progress.run({ number, token, now, done }).changes > 0,
    putBack: ({ number, token }, now) => putBack.run({ number, token, now }).changes > 0,
  }
}

function createWaiting(connection: Connection): Pick<TryTable, 'isWaiting' | 'nextTime' | 'reclaim'> {
  const lost = JSON.stringify(leaseLost)
  const waiting = connection.prepare(
    `SELECT 1 FROM jobs WHERE type = @type AND state = 'queued' AND run_at <= @now
     UNION ALL SELECT 1 FROM jobs WHERE type = @type AND state = 'running' AND lease_until <= @now LIMIT 1`,
  )
  const next = connection.prepare<
    readonly unknown[],
    { readonly run: number | null; readonly lease: number | null }
  >(
    `SELECT (SELECT min(run_at) FROM jobs WHERE type = @type AND state = 'queued' AND run_at > @now) AS run,
       (SELECT min(lease_until) FROM jobs WHERE type = @type AND state = 'running' AND lease_until > @now) AS lease`,
  )
  const expired = "type = @type AND state = 'running' AND lease_until <= @now"
  const again = connection.prepare(
    `UPDATE jobs SET state = 'queued', run_at = @now, error = @lost, ${freed} WHERE ${expired} AND attempt < attempts`,
  )
  const failed = connection.prepare(
    `UPDATE jobs SET state = 'failed', ended_at = @now, error = @lost, ${freed} WHERE ${expired}`,
  )

  return {
    isWaiting: (type, now) => waiting.get({ type, now }) !== undefined,

    nextTime(type, now) {
      const { run = null, lease = null } = next.get({ type, now }) ?? {}
      const time = Math.min(run ?? Infinity, lease ?? Infinity)
      return time === Infinity ? undefined : time
    },

    reclaim(type, now) {
      again.run({ type, now, lost })
      failed.run({ type, now, lost })
    },
  }
}

function createClaim(connection: Connection): TryTable['claim'] {
  const due = connection.prepare<readonly unknown[], { readonly number: number; readonly team: string }>(
    `SELECT number, team FROM jobs WHERE type = @type AND state = 'queued' AND run_at <= @now
       AND team NOT IN (SELECT value FROM json_each(@full)) ORDER BY priority DESC, number LIMIT @count`,
  )
  const start = connection.prepare<readonly unknown[], JobRow>(
    `UPDATE jobs SET state = 'running', attempt = attempt + 1, started_at = @now, progress = 0, token = @token,
       lease_until = @until WHERE number = @number RETURNING *`,
  )

  return ({ type, now, leaseMs, count, roomFor, fullGroups }) => {
    const full = new Set(fullGroups)
    const taken: JobRow[] = []
    for (;;) {
      const rows = due.all({ type, now, full: JSON.stringify([...full]), count: count - taken.length })
      if (rows.length === 0) return taken
      for (const { number, team } of rows) {
        if (taken.filter((row) => row.team === team).length >= roomFor(team)) full.add(team)
        else taken.push(start.get({ number, now, until: now + leaseMs, token: randomUUID() }) as JobRow)
      }
    }
  }
}

function createFinish(connection: Connection): TryTable['finish'] {
  const succeed = connection.prepare(
    `UPDATE jobs SET state = 'succeeded', ended_at = @now, result = @result, error = NULL, ${freed} WHERE ${mine}`,
  )
  const fail = connection.prepare(
    `UPDATE jobs SET state = 'failed', ended_at = @now, error = @error, ${freed} WHERE ${mine}`,
  )
  const retry = connection.prepare(
    `UPDATE jobs SET state = 'queued', run_at = @retryAt, error = @error, ${freed} WHERE ${mine}`,
  )

  return ({ number, token }, now, outcome) => {
    const id = { number, token, now }
    if ('result' in outcome) return succeed.run({ ...id, result: outcome.result }).changes > 0
    const error = JSON.stringify(outcome.error)
    if (outcome.retryMs === undefined) return fail.run({ ...id, error }).changes > 0
    return retry.run({ ...id, error, retryAt: now + outcome.retryMs }).changes > 0
  }
}
