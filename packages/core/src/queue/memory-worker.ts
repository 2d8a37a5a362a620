import type { Clock } from '../clock.ts'
import { createAlarm } from './alarm.ts'
import type { MemoryJob } from './memory-job.ts'
import type { MemoryJobs } from './memory-jobs.ts'
import { createMemoryRuns } from './memory-runs.ts'
import type { JobHandler, Worker, WorkOptions } from './task-queue.ts'

/** A worker that is told when there may be something to do. */
export interface MemoryWorker extends Worker {
  /** Looks after the jobs that run, and takes those that are due. */
  wake(): void

  /** Takes no more jobs, tells those that run to stop, and waits for none of them. */
  abandon(): void
}

/** What a worker works on. */
export interface MemoryWorkerParts {
  readonly type: string
  readonly jobs: MemoryJobs
  readonly clock: Clock
  readonly handler: JobHandler
  readonly options: WorkOptions
}

/** Makes a worker that takes nothing before it is first woken. */
export function createMemoryWorker({ type, options, ...parts }: MemoryWorkerParts): MemoryWorker {
  const { jobs, clock } = parts
  const { concurrency = 1, perGroup = Infinity, leaseMs = 30_000 } = options
  const runs = createMemoryRuns({ ...parts, leaseMs, onEnd: wake })
  const alarm = createAlarm(clock, wake)
  const idle = Promise.withResolvers<void>()
  let stopped = false

  function wake(): void {
    runs.lookAfter()
    for (let job = next(); job; job = next()) runs.start(job)
    alarm.set(earlier(runs.nextLook(), stopped ? undefined : jobs.nextDue(type)))
    if (stopped && runs.count() === 0) idle.resolve()
  }

  function next(): MemoryJob | undefined {
    if (stopped || runs.count() >= concurrency) return undefined
    return jobs.take(type, ({ group }) => runs.countIn(group) < perGroup)
  }

  return {
    wake,

    stop() {
      stopped = true
      wake()
      return idle.promise
    },

    abandon() {
      stopped = true
      runs.abandon()
      wake()
    },
  }
}

function earlier(one: number | undefined, other: number | undefined): number | undefined {
  return one === undefined || other === undefined ? (one ?? other) : Math.min(one, other)
}
