import type { Job, JobContext, JobHandler } from '@graphkeep/core'

import type { Session } from '../session.ts'
import type { JobRow } from './job-row.ts'
import { createRun, isWanted, outcomeOf, type Run, stopRun } from './run.ts'
import type { TryTable } from './try-table.ts'

/** The tries of one worker that are under way, or of which the end is not written down yet. */
export interface Runs {
  /** Returns how many handlers are at work. */
  count(): number
  countIn(group: string): number
  groups(): readonly string[]

  /** Hands a job that was just taken to the handler. */
  start(row: JobRow, job: Job): void

  /** Tells handlers to stop whose job was cancelled, removed, or given to another. To be called by what reads. */
  dropLost(): void

  /** Returns when something is to be written, in milliseconds since the epoch; `undefined` for never. */
  nextLook(): number | undefined

  /** Renews leases and writes down ends. To be called by what writes; what it returns is to be called afterwards. */
  lookAfter(now: number): () => void

  /** Puts all jobs back, and writes down ends. To be called by what writes. */
  putBack(now: number): void

  /** Tells all handlers to stop, and forgets them. */
  abandon(): void
}

/** What tries need. */
export interface RunsParts {
  readonly session: Session
  readonly tries: TryTable
  readonly handler: JobHandler
  readonly leaseMs: number

  /** Called after a handler has ended. */
  readonly onEnd: () => void
}

/** Makes a place for tries, with none under way. */
export function createRuns(parts: RunsParts): Runs {
  const { tries, handler, leaseMs, onEnd } = parts
  const runs = new Set<Run>()
  const atWork = () => [...runs].filter(({ outcome }) => !outcome)

  async function execute(run: Run, row: JobRow, job: Job): Promise<void> {
    run.outcome = await outcomeOf(handler, row, job, contextOf(run, parts))
    onEnd()
  }

  function forget(run: Run, reason: string): void {
    runs.delete(run)
    stopRun(run, reason)
  }

  return {
    count: () => atWork().length,
    countIn: (group) => atWork().filter((run) => run.group === group).length,
    groups: () => [...new Set(atWork().map(({ group }) => group))],

    start(row, job) {
      const run = createRun(row)
      runs.add(run)
      void execute(run, row, job)
    },

    dropLost() {
      for (const run of runs) {
        if (isWanted(run) && !tries.isCurrent(run)) stopRun(run, 'The job was cancelled or removed')
      }
    },

    nextLook() {
      const times = [...runs].map((run) => (run.outcome ? -Infinity : renewalOf(run, leaseMs)))
      return times.length > 0 ? Math.min(...times) : undefined
    },

    lookAfter(now) {
      const changes = [...runs].map((run) => lookAfter(run, now, parts, forget))
      return () => {
        for (const change of changes) change()
      }
    },

    putBack(now) {
      for (const run of runs) run.outcome ? tries.finish(run, now, run.outcome) : tries.putBack(run, now)
    },

    abandon() {
      for (const run of runs) forget(run, 'The queue was closed')
    },
  }
}

function contextOf(run: Run, { session, tries }: RunsParts): JobContext {
  return {
    signal: run.controller.signal,

    /** A job does not fail because nobody can be told how far it is. */
    async progress(done) {
      const share = done > 0 ? Math.min(done, 1) : 0
      await session.write(() => tries.progress(run, session.clock.now(), share)).catch(() => {})
    },
  }
}

/** A try that is not wanted is not renewed: a handler that ignores its signal loses its place with the lease. */
function renewalOf(run: Run, leaseMs: number): number {
  return isWanted(run) ? run.leaseUntil - (leaseMs * 2) / 3 : run.leaseUntil
}

/** Writes what is to be written of a try; returns what is to change here once it is written. */
function lookAfter(
  run: Run,
  now: number,
  { tries, leaseMs }: RunsParts,
  forget: (run: Run, reason: string) => void,
): () => void {
  if (run.outcome) {
    tries.finish(run, now, run.outcome)
    return () => forget(run, '')
  }
  if (now >= run.leaseUntil) return () => forget(run, 'The lease of the job ran out')
  const isRenewed = now >= renewalOf(run, leaseMs) && tries.renew(run, now, now + leaseMs)
  return () => {
    if (isRenewed) run.leaseUntil = now + leaseMs
  }
}
