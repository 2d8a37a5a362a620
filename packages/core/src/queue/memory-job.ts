import type { CompleteJob } from './complete-job.ts'
import type { JobError } from './job-error.ts'
import type { Job, JobState } from './task-queue.ts'

/** A job in memory, as it stands now. Times are milliseconds since the epoch. */
export interface MemoryJob extends CompleteJob {
  readonly id: string

  /** Its place in the order in which jobs came. */
  readonly order: number
  readonly createdAt: number
  state: JobState
  attempt: number
  progress: number
  runAt: number
  startedAt?: number
  endedAt?: number

  /** Its JSON text. */
  result?: string
  error?: JobError

  /** Tells whoever runs it to stop; absent while nobody does. */
  running?: AbortController
}

/** Makes a job that waits for its time. */
export function newMemoryJob(job: CompleteJob, order: number, now: number): MemoryJob {
  const id = crypto.randomUUID()
  return {
    ...job,
    id,
    order,
    createdAt: now,
    state: 'queued',
    attempt: 0,
    progress: 0,
    runAt: now + job.delayMs,
  }
}

/** Returns the job as callers see it: a copy that does not change any more. */
export function viewOf(job: MemoryJob): Job {
  const { id, scope, type, state, priority, group, attempt, attempts, progress, createdAt, runAt } = job
  const { dedupeKey, result, error, startedAt, endedAt } = job
  return {
    ...{ id, scope, type, state, priority, group, attempt, attempts, progress, createdAt, runAt },
    payload: JSON.parse(job.payload),
    ...(dedupeKey !== undefined && { dedupeKey }),
    ...(result !== undefined && { result: JSON.parse(result) }),
    ...(error && { error }),
    ...(startedAt !== undefined && { startedAt }),
    ...(endedAt !== undefined && { endedAt }),
  }
}
