import { setImmediate as letOthersGo } from 'node:timers/promises'

import { entryWorth, type StoreSize } from '@graphkeep/core'

import type { Session } from '../session.ts'
import { createLevels, type Levels } from './levels.ts'
import { createRemoval, type EntryFacts, factColumns, type IsGone } from './removal.ts'
import type { Uses } from './uses.ts'

/** Keeps a store below its limit. */
export interface Cleaner {
  /**
   * Waits until there is room for an entry, and cleans up behind it. `false` when it is too large to be kept.
   *
   * @param bytes What it takes on the disk.
   */
  admit(bytes: number, signal?: AbortSignal): Promise<boolean>

  /** Tells that an entry for which there was room was stored, or was not. */
  stored(bytes: number): void

  /** Looks at how much is held, and cleans up if it is too much. Resolves when that has ended; never rejects. */
  check(): Promise<void>
}

/** What a cleaner goes by. */
export interface CleanerParts {
  readonly session: Session
  readonly uses: Uses
  readonly isGone: IsGone
  readonly limitBytes: number
}

const cleaningStarts = 0.8
const cleaningStops = 0.6
const lookedAtOnce = 250

/** Where cleaning does not help, because the database fails, its own error is what the caller is to see. */
const mostRounds = 3

/**
 * Makes a cleaner.
 *
 * It goes round all entries twice, letting others go first all the time: once to learn which worth the least valuable
 * of them have that are to go, and once to remove them.
 */
export function createCleaner({ session, uses, isGone, limitBytes }: CleanerParts): Cleaner {
  const { connection, clock } = session
  const removal = createRemoval(session)
  const size = connection.prepare<[], StoreSize>(
    'SELECT 0 AS entries, ifnull(sum(bytes), 0) AS bytes FROM scopes',
  )
  const after = connection.prepare<[number, string, number], Row>(
    `SELECT ${factColumns}, cost, fetched_at, expires_at, hits, used_at FROM entries
     WHERE (scope, key) > (?, ?) ORDER BY scope, key LIMIT ?`,
  )
  let held = 0
  let unseen = Infinity
  let coming = 0
  let cleaning: Promise<void> | undefined
  let step = Promise.withResolvers<void>()

  function heldNow(): number {
    return size.get()?.bytes ?? 0
  }

  function look(): void {
    try {
      held = heldNow()
    } catch {
      return // Whoever reads or writes is told of it by their own call.
    }
    unseen = 0
    if (held >= limitBytes * cleaningStarts) cleaning ??= clean()
  }

  async function clean(): Promise<void> {
    try {
      const now = clock.now()
      const levels = createLevels()
      for await (const rows of everything()) for (const row of rows) levels.add(worthOf(row, now), row.size)
      await removeUpTo(levels, levels.below(held - limitBytes * cleaningStops), now)
    } catch {
      // Whoever reads or writes is told by their own call; the next one to store something tries again.
    } finally {
      cleaning = undefined
      tellOthers()
    }
  }

  async function removeUpTo(levels: Levels, level: number, now: number): Promise<void> {
    for await (const rows of everything()) {
      const least = rows.filter((row) => levels.of(worthOf(row, now)) <= level)
      for (let from = 0; from < least.length; ) {
        const surplus = firstOf(least.slice(from), held - limitBytes * cleaningStops)
        if (surplus.length === 0) return
        from += (await removal.some(surplus, surplus.length, undefined)).tried
        held = heldNow()
        tellOthers()
      }
    }
  }

  async function* everything(): AsyncGenerator<readonly Row[]> {
    for (let place = { scope: 0, key: '' }; ; ) {
      const rows = await session.read(() => after.all(place.scope, place.key, lookedAtOnce))
      yield rows
      const last = rows.at(-1)
      if (!last || rows.length < lookedAtOnce) return
      place = last
      await letOthersGo()
    }
  }

  function worthOf(row: Row, now: number): number {
    if (isGone(row)) return 0
    const { scope, key, size: bytes, cost, fetched_at, expires_at: expiresAt } = row
    const counted = uses.of(scope, key)
    const hits = row.hits + (counted?.hits ?? 0)
    const usedAt = Math.max(fetched_at, row.used_at, counted?.usedAt ?? 0)
    return entryWorth({ cost, bytes, hits, usedAt, expiresAt }, now)
  }

  function tellOthers(): void {
    step.resolve()
    step = Promise.withResolvers()
  }

  return {
    async admit(bytes, signal) {
      if (bytes > limitBytes * cleaningStops) return false
      if (unseen >= limitBytes / 256) look()
      for (let rounds = 0; held + coming + bytes > limitBytes && rounds < mostRounds; ) {
        if (!cleaning) {
          look()
          rounds += coming === 0 ? 1 : 0
        }
        if (cleaning || coming > 0) await step.promise
        signal?.throwIfAborted()
      }
      coming += bytes
      return true
    },

    stored(bytes) {
      coming -= bytes
      held += bytes
      unseen += bytes
      if (unseen >= limitBytes / 256) look()
      tellOthers()
    },

    async check() {
      look()
      await cleaning
    },
  }
}

/** Returns the first of some entries, as many as take that many bytes. */
function firstOf(rows: readonly Row[], bytes: number): readonly Row[] {
  let left = bytes
  return rows.filter(({ size }) => {
    left -= size
    return left + size > 0
  })
}

interface Row extends EntryFacts {
  readonly cost: number
  readonly fetched_at: number
  readonly expires_at: number
  readonly hits: number
  readonly used_at: number
}
