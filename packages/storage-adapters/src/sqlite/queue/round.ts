import type { Job } from '@graphkeep/core'

import type { Session } from '../session.ts'
import type { JobRow } from './job-row.ts'
import type { Runs } from './runs.ts'
import type { TryTable } from './try-table.ts'

/** What a worker goes by when it looks round. */
export interface RoundParts {
  readonly type: string
  readonly session: Session
  readonly tries: TryTable
  readonly runs: Runs
  readonly viewOf: (row: JobRow) => Job
  readonly leaseMs: number
  readonly perGroup: number

  /** Returns how many handlers may be at work now. */
  readonly concurrency: () => number
}

/**
 * Makes what a worker does when it is woken: it looks after its tries, takes jobs, and returns when to be woken next, in
 * milliseconds since the epoch. Everything that is to be written goes into one transaction.
 */
export function createRound(parts: RoundParts): () => Promise<number | undefined> {
  const { type, session, tries, runs, viewOf, concurrency } = parts
  const { clock } = session
  const room = () => concurrency() - runs.count()

  function isDue(): boolean {
    runs.dropLost()
    const now = clock.now()
    return (runs.nextLook() ?? Infinity) <= now || (room() > 0 && tries.isWaiting(type, now))
  }

  function writeAndTake() {
    const now = clock.now()
    const afterwards = runs.lookAfter(now)
    tries.reclaim(type, now)
    const rows = room() > 0 ? take(parts, room(), now) : []
    return { afterwards, taken: rows.map((row) => [row, viewOf(row)] as const) }
  }

  function nextTime(): number | undefined {
    const job = concurrency() > 0 ? tries.nextTime(type, clock.now()) : undefined
    const time = Math.min(runs.nextLook() ?? Infinity, job ?? Infinity)
    return Number.isFinite(time) ? time : undefined
  }

  return async () => {
    if (await session.read(isDue)) {
      const { afterwards, taken } = await session.write(writeAndTake)
      afterwards()
      for (const [row, job] of taken) runs.start(row, job)
    }
    return session.read(nextTime)
  }
}

function take(
  { type, tries, runs, leaseMs, perGroup }: RoundParts,
  count: number,
  now: number,
): readonly JobRow[] {
  const roomFor = (group: string) => perGroup - runs.countIn(group)
  const fullGroups = runs.groups().filter((group) => roomFor(group) <= 0)
  return tries.claim({ type, now, leaseMs, count, roomFor, fullGroups })
}
