import type { CompleteJob } from './complete-job.ts'
import type { MemoryJob } from './memory-job.ts'

/** The jobs of one scope, kept in memory. */
export interface MemoryScopeJobs {
  /** Returns the job that has not ended and has the same type and dedupe key. */
  same(job: CompleteJob): MemoryJob | undefined
  add(job: MemoryJob): void
  find(id: string): MemoryJob | undefined
  newestFirst(): readonly MemoryJob[]

  /** Takes note that a job has ended; of those that have, the last 1,000 are kept. */
  noteEnd(job: MemoryJob): void
}

const endedLimit = 1_000

/** Makes a place for the jobs of a scope, with none in it. */
export function createMemoryScopeJobs(): MemoryScopeJobs {
  const all = new Map<string, MemoryJob>()
  const ended = new Set<string>()
  const deduped = new Map<string, MemoryJob>()

  return {
    same: (job) => (job.dedupeKey === undefined ? undefined : deduped.get(dedupeName(job))),

    add(job) {
      all.set(job.id, job)
      if (job.dedupeKey !== undefined) deduped.set(dedupeName(job), job)
    },

    find: (id) => all.get(id),
    newestFirst: () => [...all.values()].reverse(),

    noteEnd(job) {
      if (job.dedupeKey !== undefined) deduped.delete(dedupeName(job))
      ended.add(job.id)
      for (const id of ended) {
        if (ended.size <= endedLimit) return
        ended.delete(id)
        all.delete(id)
      }
    },
  }
}

function dedupeName({ type, dedupeKey }: CompleteJob): string {
  return JSON.stringify([type, dedupeKey])
}
