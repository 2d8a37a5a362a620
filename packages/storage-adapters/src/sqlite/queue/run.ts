import {
  type Job,
  type JobContext,
  type JobHandler,
  jobErrorOf,
  jsonText,
  retryDelayMs,
} from '@graphkeep/core'

import type { JobRow } from './job-row.ts'
import type { Outcome, TryId } from './try-table.ts'

/** A try in this process. */
export interface Run extends TryId {
  readonly group: string
  readonly controller: AbortController

  /** In milliseconds since the epoch. */
  leaseUntil: number

  /** How it ended; absent while the handler is at work. */
  outcome?: Outcome
}

/** Makes the run of a job that was just taken. */
export function createRun({ number, token, team, lease_until }: JobRow): Run {
  const lease = { token: token as string, leaseUntil: lease_until as number }
  return { number, group: team, controller: new AbortController(), ...lease }
}

/** Says whether the handler is at work and was not told to stop. */
export function isWanted({ outcome, controller }: Run): boolean {
  return !outcome && !controller.signal.aborted
}

/** Tells the handler to stop, if it is at work. */
export function stopRun({ outcome, controller }: Run, reason: string): void {
  if (!outcome) controller.abort(new DOMException(reason, 'AbortError'))
}

/** Runs the handler to its end. Never rejects. */
export async function outcomeOf(
  handler: JobHandler,
  { attempt, attempts, backoff_ms }: JobRow,
  job: Job,
  context: JobContext,
): Promise<Outcome> {
  try {
    return { result: jsonText((await handler(job, context)) ?? null, 'result') }
  } catch (error) {
    const retryMs = attempt < attempts ? retryDelayMs(backoff_ms, attempt) : undefined
    return { error: jobErrorOf(error), retryMs }
  }
}
