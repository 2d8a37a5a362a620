import {
  type Job,
  type JobHandler,
  StoreUnavailable,
  type TaskQueue,
  type Worker,
  type WorkOptions,
} from '@graphkeep/core'

import type { Session } from '../session.ts'
import type { JobRow } from './job-row.ts'
import { createTryTable } from './try-table.ts'
import { createWatch } from './watch.ts'
import { createWorker, type SqliteWorker } from './worker.ts'

/** The workers of one process, one for each type of job. */
export interface Crew extends Pick<TaskQueue, 'work' | 'close'> {
  /** Throws once the crew was closed. */
  check(): void

  /** Tells the worker of a type that there may be something to do. */
  wake(type: string): void

  /** Does something that changes jobs which may be running here, and tells their handlers. */
  change<T>(work: () => T): Promise<T>
}

/** Makes a crew of nobody yet. */
export function createCrew(session: Session, viewOf: (row: JobRow) => Job): Crew {
  const tries = createTryTable(session.connection)
  const workers = new Map<string, SqliteWorker>()
  const watch = createWatch(session, wakeAll)
  let state: 'open' | 'closing' | 'closed' = 'open'

  function wakeAll(): void {
    for (const worker of workers.values()) worker.wake()
  }

  function dropLost(): void {
    for (const worker of workers.values()) worker.dropLost()
  }

  function work(type: string, handler: JobHandler, options: WorkOptions = {}): Worker {
    if (state !== 'open') throw closedError()
    if (workers.has(type)) throw new TypeError(`There is a worker for "${type}" already; stop it first`)
    const worker = createWorker({ type, session, tries, viewOf, handler, options })
    workers.set(type, worker)
    watch.start()
    worker.wake()
    return { stop: () => worker.stop().then(() => void workers.delete(type)) }
  }

  return {
    work,
    wake: (type) => workers.get(type)?.wake(),

    check() {
      if (state === 'closed') throw closedError()
    },

    async change(what) {
      const answer = await session.write(what)
      await session.read(dropLost)
      wakeAll()
      return answer
    },

    async close({ drain = false } = {}) {
      if (state === 'closed') return
      state = 'closing'
      if (!drain) for (const worker of workers.values()) await worker.abandon()
      await Promise.all([...workers.values()].map((worker) => worker.stop()))
      watch.stop()
      state = 'closed'
    },
  }
}

function closedError(): StoreUnavailable {
  return new StoreUnavailable('sqlite', { cause: new Error('It was closed') })
}
