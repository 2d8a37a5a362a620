import { setImmediate as letOthersGo } from 'node:timers/promises'

import type { Session } from '../session.ts'
import { createRemoval, type EntryFacts, factColumns, type IsGone } from './removal.ts'

/** Removes up to `limit` entries that exist no more, letting others go first in between; returns how many went. */
export type Sweep = (limit: number, signal?: AbortSignal) => Promise<number>

const lookedAtOnce = 500

/** Makes the sweep: it goes round all entries, and each time on from where it stopped. */
export function createSweep(session: Session, isGone: IsGone): Sweep {
  const { connection } = session
  const removal = createRemoval(session)
  const after = connection.prepare<[number, string, number], EntryFacts>(
    `SELECT ${factColumns} FROM entries WHERE (scope, key) > (?, ?) ORDER BY scope, key LIMIT ?`,
  )
  let place = start

  return async (limit, signal) => {
    let roundsLeft = place === start ? 1 : 2
    let allGone = 0
    while (allGone < limit && roundsLeft > 0) {
      const rows = await session.read(() => after.all(place.scope, place.key, lookedAtOnce), signal)
      const dead = await session.read(() => rows.filter(isGone), signal)
      const { tried, gone } = await removal.some(dead, limit - allGone, signal)
      allGone += gone
      if (tried < dead.length) place = placeOf(dead[tried - 1])
      else place = rows.length < lookedAtOnce ? start : placeOf(rows.at(-1))
      if (place === start) roundsLeft -= 1
      await letOthersGo()
    }
    return allGone
  }
}

/** An entry that was looked at, and after which to go on. */
interface Place {
  readonly scope: number
  readonly key: string
}

const start: Place = Object.freeze({ scope: 0, key: '' })

function placeOf(entry: EntryFacts | undefined): Place {
  return entry ? { scope: entry.scope, key: entry.key } : start
}
