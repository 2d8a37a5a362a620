import type { MemoryJob } from './memory-job.ts'

/** The jobs that wait for their time or for a worker. Times are milliseconds since the epoch. */
export interface MemoryBacklog {
  add(job: MemoryJob): void
  delete(job: MemoryJob): void

  /** Removes and returns the first job of a type that is due and `fits`: by priority, then in the order they came. */
  take(type: string, now: number, fits: (job: MemoryJob) => boolean): MemoryJob | undefined

  /** Returns when the next job of a type will be due that is not yet. */
  nextDue(type: string, now: number): number | undefined
}

/** Makes an empty backlog. */
export function createMemoryBacklog(): MemoryBacklog {
  const types = new Map<string, Set<MemoryJob>>()
  const jobsOf = (type: string): Set<MemoryJob> => types.get(type) ?? new Set()

  return {
    add: (job) => void types.set(job.type, jobsOf(job.type).add(job)),
    delete: (job) => void jobsOf(job.type).delete(job),

    take(type, now, fits) {
      const jobs = jobsOf(type)
      let first: MemoryJob | undefined
      for (const job of jobs) {
        if (job.runAt <= now && (!first || goesBefore(job, first)) && fits(job)) first = job
      }
      if (first) jobs.delete(first)
      return first
    },

    nextDue(type, now) {
      let next: number | undefined
      for (const { runAt } of jobsOf(type)) if (runAt > now) next = Math.min(next ?? runAt, runAt)
      return next
    },
  }
}

function goesBefore(one: MemoryJob, other: MemoryJob): boolean {
  return one.priority > other.priority || (one.priority === other.priority && one.order < other.order)
}
