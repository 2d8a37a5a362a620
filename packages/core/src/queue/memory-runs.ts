import type { Clock } from '../clock.ts'
import { jsonText } from '../json-text.ts'
import { type JobError, jobErrorOf, leaseLost } from './job-error.ts'
import { type MemoryJob, viewOf } from './memory-job.ts'
import type { MemoryJobs } from './memory-jobs.ts'
import { retryDelayMs } from './retry-delay.ts'
import type { JobHandler } from './task-queue.ts'

/** The tries of one worker that are under way. */
export interface MemoryRuns {
  count(): number
  countIn(group: string): number

  /** Hands a job that was just taken to the handler. */
  start(job: MemoryJob): void

  /** Renews leases, and gives up the tries whose lease has run out. */
  lookAfter(): void

  /** Returns when to look after them next, in milliseconds since the epoch; `undefined` while there are none. */
  nextLook(): number | undefined

  /** Tells all of them to stop, and puts their jobs back. */
  abandon(): void
}

/** What tries need. */
export interface MemoryRunsParts {
  readonly jobs: MemoryJobs
  readonly clock: Clock
  readonly handler: JobHandler
  readonly leaseMs: number

  /** Called after a try has ended. */
  readonly onEnd: () => void
}

/** Makes a place for tries, with none under way. */
export function createMemoryRuns({ jobs, clock, handler, leaseMs, onEnd }: MemoryRunsParts): MemoryRuns {
  const runs = new Set<Run>()

  async function execute(run: Run): Promise<void> {
    const end = await outcomeOf(run, handler, jobs)
    lookAfter()
    if (runs.delete(run) && isCurrent(run)) end()
    onEnd()
  }

  function lookAfter(): void {
    const now = clock.now()
    for (const run of runs) {
      if (now >= run.leaseUntil)
        giveUp(run, 'The lease of the job ran out', () => endTry(jobs, run.job, leaseLost, 0))
      else if (now >= renewalOf(run, leaseMs) && isCurrent(run)) run.leaseUntil = now + leaseMs
    }
  }

  function giveUp(run: Run, reason: string, end: () => void): void {
    runs.delete(run)
    if (isCurrent(run)) end()
    run.controller.abort(new DOMException(reason, 'AbortError'))
  }

  return {
    count: () => runs.size,
    countIn: (group) => [...runs].filter(({ job }) => job.group === group).length,

    start(job) {
      const run = { job, controller: job.running as AbortController, leaseUntil: clock.now() + leaseMs }
      runs.add(run)
      void execute(run)
    },

    lookAfter,
    nextLook: () =>
      runs.size > 0 ? Math.min(...[...runs].map((run) => renewalOf(run, leaseMs))) : undefined,

    abandon() {
      for (const run of runs) giveUp(run, 'The queue was closed', () => jobs.putBack(run.job, 0))
    },
  }
}

interface Run {
  readonly job: MemoryJob
  readonly controller: AbortController
  leaseUntil: number
}

/** Whether the job is still this try's: not cancelled, removed, or given to another. */
function isCurrent({ job, controller }: Run): boolean {
  return job.running === controller
}

/** A try that was cancelled is not renewed: a handler that ignores its signal loses its place with the lease. */
function renewalOf(run: Run, leaseMs: number): number {
  return isCurrent(run) ? run.leaseUntil - (leaseMs * 2) / 3 : run.leaseUntil
}

/** Runs the handler; returns what is to be done with the job then. Never rejects. */
async function outcomeOf(
  { job, controller }: Run,
  handler: JobHandler,
  jobs: MemoryJobs,
): Promise<() => void> {
  async function progress(done: number): Promise<void> {
    if (job.running === controller) job.progress = Math.min(1, Math.max(0, done))
  }

  try {
    const output = await handler(viewOf(job), { signal: controller.signal, progress })
    const result = jsonText(output ?? null, 'result')
    return () => succeed(jobs, job, result)
  } catch (error) {
    return () => endTry(jobs, job, jobErrorOf(error), retryDelayMs(job.backoffMs, job.attempt))
  }
}

function succeed(jobs: MemoryJobs, job: MemoryJob, result: string): void {
  job.result = result
  delete job.error
  jobs.end(job, 'succeeded')
}

function endTry(jobs: MemoryJobs, job: MemoryJob, error: JobError, delayMs: number): void {
  job.error = error
  if (job.attempt < job.attempts) jobs.putBack(job, delayMs)
  else jobs.end(job, 'failed')
}
