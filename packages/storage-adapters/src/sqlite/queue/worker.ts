import type { Job, JobHandler, Worker, WorkOptions } from '@graphkeep/core'

import type { Session } from '../session.ts'
import { createAlarm } from './alarm.ts'
import type { JobRow } from './job-row.ts'
import { createLoop } from './loop.ts'
import { createRound } from './round.ts'
import { createRuns } from './runs.ts'
import type { TryTable } from './try-table.ts'

/** A worker that is told when there may be something to do. */
export interface SqliteWorker extends Worker {
  /** Looks after the jobs that run, and takes those that are due. */
  wake(): void

  /** Tells handlers to stop whose job is not theirs any more. To be called by what reads. */
  dropLost(): void

  /** Takes no more jobs, tells those that run to stop, and puts them back. Waits for none of them. */
  abandon(): Promise<void>
}

/** What a worker works on. */
export interface WorkerParts {
  readonly type: string
  readonly session: Session
  readonly tries: TryTable
  readonly viewOf: (row: JobRow) => Job
  readonly handler: JobHandler
  readonly options: WorkOptions
}

/** Makes a worker that takes nothing before it is first woken. What several handlers end with is written at once. */
export function createWorker(parts: WorkerParts): SqliteWorker {
  const { session, tries, handler, options } = parts
  const { concurrency = 1, perGroup = Infinity, leaseMs = 30_000 } = options
  const runs = createRuns({ session, tries, handler, leaseMs, onEnd: wake })
  const round = createRound({
    ...parts,
    runs,
    leaseMs,
    perGroup,
    concurrency: () => (isStopped ? 0 : concurrency),
  })
  const loop = createLoop(lookRound, rest)
  const alarm = createAlarm(session.clock, wake)
  const idle = Promise.withResolvers<void>()
  let isStopped = false

  function wake(): void {
    loop.call()
  }

  async function lookRound(): Promise<void> {
    if (session.isOpen()) alarm.set(await round())
  }

  function rest(): void {
    if (isStopped && runs.nextLook() === undefined) idle.resolve()
  }

  return {
    wake,
    dropLost: () => runs.dropLost(),

    stop() {
      isStopped = true
      wake()
      return idle.promise
    },

    async abandon() {
      isStopped = true
      await loop.rest()
      // Where nothing can be written, the leases run out.
      await session.write(() => runs.putBack(session.clock.now())).catch(() => {})
      runs.abandon()
      alarm.set(undefined)
      idle.resolve()
    },
  }
}
