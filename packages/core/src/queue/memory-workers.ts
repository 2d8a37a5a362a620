import type { Clock } from '../clock.ts'
import type { MemoryJobs } from './memory-jobs.ts'
import { createMemoryWorker, type MemoryWorker } from './memory-worker.ts'
import type { JobHandler, Worker, WorkOptions } from './task-queue.ts'

/** The workers of a queue: one for each type of job. */
export interface MemoryWorkers {
  /** @throws TypeError when there is a worker for the type already. */
  start(type: string, handler: JobHandler, options: WorkOptions): Worker

  /** Tells the worker of a type that there may be something to do. */
  wake(type: string): void

  /** Tells the jobs that run to stop, and puts them back. */
  abandon(): void

  /** Takes no more jobs, and resolves when those that run have ended. */
  stop(): Promise<void>
}

/** Makes a place for workers, with none in it. */
export function createMemoryWorkers(jobs: MemoryJobs, clock: Clock): MemoryWorkers {
  const workers = new Map<string, MemoryWorker>()

  return {
    start(type, handler, options) {
      if (workers.has(type)) throw new TypeError(`There is a worker for "${type}" already; stop it first`)
      const worker = createMemoryWorker({ type, jobs, clock, handler, options })
      workers.set(type, worker)
      worker.wake()
      return {
        async stop() {
          await worker.stop()
          if (workers.get(type) === worker) workers.delete(type)
        },
      }
    },

    wake: (type) => workers.get(type)?.wake(),

    abandon() {
      for (const worker of workers.values()) worker.abandon()
    },

    async stop() {
      await Promise.all([...workers.values()].map((worker) => worker.stop()))
    },
  }
}
