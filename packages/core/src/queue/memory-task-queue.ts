import { type Clock, systemClock } from '../clock.ts'
import { StoreUnavailable } from '../errors.ts'
import { completeJob } from './complete-job.ts'
import { type MemoryJob, viewOf } from './memory-job.ts'
import { createMemoryJobs, type MemoryJobs } from './memory-jobs.ts'
import { createMemoryWorkers } from './memory-workers.ts'
import type { JobFilter, TaskQueue } from './task-queue.ts'

/** How a queue in memory is made. */
export interface MemoryTaskQueueOptions {
  /** Default: the machine's time. */
  readonly clock?: Clock
}

/**
 * Makes a task queue in this process's memory: jobs are gone when it ends. Of the jobs of a scope that have ended it
 * keeps the last 1,000.
 *
 * @example
 * ```ts
 * const queue = createMemoryTaskQueue()
 * queue.work('greet', async ({ payload }) => `Hello ${payload}`)
 * await queue.enqueue({ scope: { tenant: 'contoso.com', account: 'ada' }, type: 'greet', payload: 'Ada' })
 * await queue.close({ drain: true })
 * ```
 */
export function createMemoryTaskQueue({ clock = systemClock }: MemoryTaskQueueOptions = {}): TaskQueue {
  const jobs = createMemoryJobs(clock)
  const workers = createMemoryWorkers(jobs, clock)
  let state: 'open' | 'closing' | 'closed' = 'open'

  function use(): MemoryJobs {
    if (state === 'closed') throw unavailable()
    return jobs
  }

  async function close({ drain = false }: { readonly drain?: boolean } = {}): Promise<void> {
    if (state === 'open') state = 'closing'
    if (!drain) workers.abandon()
    await workers.stop()
    state = 'closed'
  }

  return {
    name: 'memory',

    async enqueue(job) {
      const queued = use().add(completeJob(job))
      workers.wake(job.type)
      return viewOf(queued)
    },

    work(type, handler, options = {}) {
      if (state !== 'open') throw unavailable()
      return workers.start(type, handler, options)
    },

    async get(scope, id) {
      const job = use().find(scope, id)
      return job && viewOf(job)
    },

    list: async (scope, filter = {}) => select(use().all(scope), filter).map(viewOf),
    cancel: async (scope, id) => cancel(use(), use().find(scope, id)),
    clear: async (scope) => use().clear(scope),
    close,
    [Symbol.asyncDispose]: () => close(),
  }
}

function unavailable(): StoreUnavailable {
  return new StoreUnavailable('memory', { cause: new Error('It was closed') })
}

function select(jobs: readonly MemoryJob[], { type, state, limit = 100 }: JobFilter): readonly MemoryJob[] {
  const fits = (job: MemoryJob) => (type ?? job.type) === job.type && (state ?? job.state) === job.state
  return jobs.filter(fits).slice(0, limit)
}

function cancel(jobs: MemoryJobs, job: MemoryJob | undefined): boolean {
  if (!job || job.endedAt !== undefined) return false
  const { running } = job
  jobs.end(job, 'cancelled')
  running?.abort(new DOMException('The job was cancelled', 'AbortError'))
  return true
}
