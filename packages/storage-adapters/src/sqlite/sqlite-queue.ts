import { completeJob, type Job, type Scope, type TaskQueue } from '@graphkeep/core'

import { createCrew } from './queue/crew.ts'
import { type JobRow, jobOf, numberOf } from './queue/job-row.ts'
import { createJobTable } from './queue/job-table.ts'
import type { ScopeIds } from './scope-ids.ts'
import type { Session } from './session.ts'

/** Makes the task queue of an open database. Of the jobs of a scope that have ended it keeps about the last 1,000. */
export function createSqliteQueue(session: Session, scopes: ScopeIds): TaskQueue {
  const { connection, clock } = session
  const jobs = createJobTable(connection)
  const viewOf = (row: JobRow): Job => jobOf(row, scopes.scopeOf(row.scope))
  const crew = createCrew(session, viewOf)

  async function open(scope: Scope): Promise<number> {
    crew.check()
    return scopes.open(scope)
  }

  return {
    name: 'sqlite',
    work: crew.work,
    close: crew.close,
    [Symbol.asyncDispose]: () => crew.close(),

    async enqueue(job) {
      const complete = completeJob(job)
      const scope = await open(complete.scope)
      const queued = await session.write(() => viewOf(jobs.add(scope, complete, clock.now())))
      crew.wake(complete.type)
      return queued
    },

    async get(scope, id) {
      const known = await open(scope)
      return session.read(() => {
        const row = jobs.find(known, numberOf(id))
        return row && viewOf(row)
      })
    },

    async list(scope, filter = {}) {
      const known = await open(scope)
      return session.read(() => jobs.list(known, filter).map(viewOf))
    },

    async cancel(scope, id) {
      const known = await open(scope)
      return crew.change(() => jobs.cancel(known, numberOf(id), clock.now()))
    },

    async clear(scope) {
      const known = await open(scope)
      await crew.change(() => jobs.clear(known))
    },
  }
}
