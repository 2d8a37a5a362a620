import type { Job, JobState, Scope } from '@graphkeep/core'

/** A job as its table has it. Times are milliseconds since the epoch. */
export interface JobRow {
  readonly number: number
  readonly scope: number
  readonly type: string
  readonly state: JobState
  readonly priority: number
  readonly team: string
  readonly dedupe_key: string | null
  readonly attempt: number
  readonly attempts: number
  readonly backoff_ms: number
  readonly progress: number
  readonly created_at: number
  readonly run_at: number
  readonly started_at: number | null
  readonly ended_at: number | null

  /** Names the try that is under way; whoever has another one has lost the job. */
  readonly token: string | null
  readonly lease_until: number | null

  /** JSON text, as are payload and result. */
  readonly error: string | null
  readonly payload: string
  readonly result: string | null
}

/** Returns the job as callers see it. */
export function jobOf(row: JobRow, scope: Scope): Job {
  const { type, state, priority, attempt, attempts, progress } = row
  return {
    ...{ scope, type, state, priority, attempt, attempts, progress },
    id: String(row.number),
    group: row.team,
    payload: JSON.parse(row.payload),
    createdAt: row.created_at,
    runAt: row.run_at,
    ...(row.dedupe_key !== null && { dedupeKey: row.dedupe_key }),
    ...(row.result !== null && { result: JSON.parse(row.result) }),
    ...(row.error !== null && { error: JSON.parse(row.error) }),
    ...(row.started_at !== null && { startedAt: row.started_at }),
    ...(row.ended_at !== null && { endedAt: row.ended_at }),
  }
}

/** Returns the number that an id stands for; 0, which no job has, when it is none of ours. */
export function numberOf(id: string): number {
  return /^[1-9]\d{0,15}$/.test(id) ? Number(id) : 0
}
