import { setImmediate as letOthersGo } from 'node:timers/promises'

import type { Session } from '../session.ts'

/** How entries were read by this process; it is written down only now and then. */
export interface Uses {
  /** Counts a read; cheap. `now` is in milliseconds since the epoch. */
  count(scope: number, key: string, now: number): void

  /** Returns what was counted and not yet written down. */
  of(scope: number, key: string): Use | undefined

  /** Writes down what was counted, a small batch at a time. */
  save(signal?: AbortSignal): Promise<void>
}

/** How often an entry was read, and when last, in milliseconds since the epoch. */
export interface Use {
  readonly hits: number
  readonly usedAt: number
}

const mostCounted = 20_000
const savedAtOnce = 32

/** Makes a counter of reads. Of very many different entries it counts the first ones. */
export function createUses(session: Session): Uses {
  const update = session.connection.prepare(
    'UPDATE entries SET hits = hits + ?, used_at = max(used_at, ?) WHERE scope = ? AND key = ?',
  )
  let counted = new Map<number, Map<string, Use>>()
  let size = 0

  function count(scope: number, key: string, usedAt: number): void {
    const ofScope = counted.get(scope) ?? new Map<string, Use>()
    const before = ofScope.get(key)
    if (!before && size >= mostCounted) return
    if (!before) size += 1
    counted.set(scope, ofScope.set(key, { hits: (before?.hits ?? 0) + 1, usedAt }))
  }

  return {
    count,
    of: (scope, key) => counted.get(scope)?.get(key),

    async save(signal) {
      const all = [...counted].flatMap(([scope, uses]) =>
        [...uses].map(([key, use]) => ({ scope, key, ...use })),
      )
      counted = new Map()
      size = 0
      for (let from = 0; from < all.length; from += savedAtOnce) {
        const batch = all.slice(from, from + savedAtOnce)
        await session.write(() => {
          for (const { hits, usedAt, scope, key } of batch) update.run(hits, usedAt, scope, key)
        }, signal)
        await letOthersGo()
      }
    },
  }
}
