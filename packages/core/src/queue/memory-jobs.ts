import type { Clock } from '../clock.ts'
import { type Scope, scopeKey } from '../scope.ts'
import type { CompleteJob } from './complete-job.ts'
import { createMemoryBacklog } from './memory-backlog.ts'
import { type MemoryJob, newMemoryJob } from './memory-job.ts'
import { createMemoryScopeJobs, type MemoryScopeJobs } from './memory-scope-jobs.ts'

/** The jobs of a queue, kept in memory. */
export interface MemoryJobs {
  /** Adds a job, or returns the one that has its dedupe key. */
  add(job: CompleteJob): MemoryJob
  find(scope: Scope, id: string): MemoryJob | undefined

  /** Returns the scope's jobs, the newest first. */
  all(scope: Scope): readonly MemoryJob[]

  /** Starts and returns the first job of a type that is due and `fits`. */
  take(type: string, fits: (job: MemoryJob) => boolean): MemoryJob | undefined

  /** Returns when the next job of a type will be due that is not yet, in milliseconds since the epoch. */
  nextDue(type: string): number | undefined

  /** Puts a running job back, to run again after a wait. */
  putBack(job: MemoryJob, delayMs: number): void

  /** Ends a job; of those of a scope that have ended, the last 1,000 are kept. */
  end(job: MemoryJob, state: 'succeeded' | 'failed' | 'cancelled'): void

  /** Forgets every job of the scope, and tells those that run to stop. */
  clear(scope: Scope): void
}

/** Makes a place for jobs, with none in it. */
export function createMemoryJobs(clock: Clock): MemoryJobs {
  const scopes = new Map<string, MemoryScopeJobs>()
  const backlog = createMemoryBacklog()
  let count = 0

  function open(scope: Scope): MemoryScopeJobs {
    const jobs = scopes.get(scopeKey(scope)) ?? createMemoryScopeJobs()
    scopes.set(scopeKey(scope), jobs)
    return jobs
  }

  return {
    add(job) {
      const jobs = open(job.scope)
      const same = jobs.same(job)
      if (same) return same
      const added = newMemoryJob(job, ++count, clock.now())
      jobs.add(added)
      backlog.add(added)
      return added
    },

    find: (scope, id) => scopes.get(scopeKey(scope))?.find(id),
    all: (scope) => scopes.get(scopeKey(scope))?.newestFirst() ?? [],

    take(type, fits) {
      const job = backlog.take(type, clock.now(), fits)
      return job && start(job, clock.now())
    },

    nextDue: (type) => backlog.nextDue(type, clock.now()),

    putBack(job, delayMs) {
      leave(job, { state: 'queued', runAt: clock.now() + delayMs })
      backlog.add(job)
    },

    end(job, state) {
      leave(job, { state, endedAt: clock.now() })
      backlog.delete(job)
      open(job.scope).noteEnd(job)
    },

    clear(scope) {
      const jobs = open(scope).newestFirst()
      scopes.delete(scopeKey(scope))
      for (const job of jobs) backlog.delete(job)
      for (const job of jobs) leave(job, {})?.abort(new DOMException('The job was removed', 'AbortError'))
    },
  }
}

function start(job: MemoryJob, startedAt: number): MemoryJob {
  const { attempt } = job
  const running = new AbortController()
  return Object.assign(job, {
    state: 'running' as const,
    attempt: attempt + 1,
    startedAt,
    progress: 0,
    running,
  })
}

/** Ends the try that is under way, if there is one; returns what stops it. */
function leave(job: MemoryJob, changes: Partial<MemoryJob>): AbortController | undefined {
  const { running } = job
  delete job.running
  Object.assign(job, changes)
  return running
}
