import { holds, type Store, type StoreSize } from '@graphkeep/core'

import type { ScopeIds } from './scope-ids.ts'
import type { Session } from './session.ts'
import { type Cleaner, createCleaner } from './store/cleaner.ts'
import { createClear } from './store/clear.ts'
import { bytesOnDisk, createEntries } from './store/entries.ts'
import { createInvalidationLog } from './store/invalidation-log.ts'
import { createKnownInvalidations, type KnownInvalidations } from './store/known-invalidations.ts'
import { createLeases, type Leases } from './store/leases.ts'
import { createPrune } from './store/prune.ts'
import type { IsGone } from './store/removal.ts'
import { createSweep } from './store/sweep.ts'
import { createUses, type Uses } from './store/uses.ts'

/** Makes the store of an open database. It ends with the session. */
export function createSqliteStore(session: Session, scopes: ScopeIds, limitBytes: number): Store {
  const known = createKnownInvalidations(session.connection)
  const isGone = createIsGone(session, known)
  const uses = createUses(session)
  const cleaner = createCleaner({ session, uses, isGone, limitBytes })
  const parts = { session, scopes, known, isGone, uses, cleaner, leases: createLeases(session) }
  return {
    name: 'sqlite',
    ...entryVerbs(parts),
    ...invalidationVerbs(parts),
    ...upkeepVerbs(parts),
    [Symbol.asyncDispose]: async () => {},
  }
}

interface Parts {
  readonly session: Session
  readonly scopes: ScopeIds
  readonly known: KnownInvalidations
  readonly isGone: IsGone
  readonly uses: Uses
  readonly cleaner: Cleaner
  readonly leases: Leases
}

function createIsGone({ clock }: Session, known: KnownInvalidations): IsGone {
  return ({ scope, key, tags, as_of, keep_until }) =>
    keep_until <= clock.now() || !holds({ asOf: as_of, tags: JSON.parse(tags) }, key, known.of(scope))
}

function entryVerbs({
  session,
  scopes,
  known,
  uses,
  cleaner,
  leases,
}: Parts): Pick<Store, 'get' | 'set' | 'delete' | 'lease'> {
  const { connection, clock } = session
  const entries = createEntries(connection, known)

  return {
    get: (scope, key, signal) =>
      session.read(() => {
        const id = scopes.find(scope)
        if (id === undefined) return undefined
        const now = clock.now()
        const entry = entries.get(id, key, now)
        if (entry) uses.count(id, key, now)
        return entry
      }, signal),

    async set(scope, key, entry, signal) {
      const id = await scopes.open(scope, signal)
      const bytes = bytesOnDisk(key, entry)
      if (!(await cleaner.admit(bytes, signal))) return false
      try {
        return await session.write(() => entries.set(id, key, entry), signal)
      } finally {
        cleaner.stored(bytes)
      }
    },

    async delete(scope, key, signal) {
      const id = await scopes.open(scope, signal)
      return session.write(() => entries.delete(id, key, clock.now()), signal)
    },

    async lease(scope, key, ms, signal) {
      const id = await scopes.open(scope, signal)
      return leases.take(id, key, ms, signal)
    },
  }
}

type InvalidationVerb = 'clear' | 'invalidate' | 'invalidations' | 'invalidationsNow' | 'history'

function invalidationVerbs({ session, scopes, known, leases }: Parts): Pick<Store, InvalidationVerb> {
  const { connection, clock } = session
  const log = createInvalidationLog(connection)
  const clear = createClear(session)

  return {
    async clear(scope, signal) {
      const id = await scopes.open(scope, signal)
      const fence = await session.write(() => {
        leases.drop(id)
        known.changed(id)
        return log.fence(id)
      }, signal)
      await clear(id, fence, signal)
    },

    async invalidate(scope, target, cause, signal) {
      const id = await scopes.open(scope, signal)
      return session.write(() => {
        known.changed(id)
        return log.add(id, target, cause, clock.now())
      }, signal)
    },

    async invalidations(scope, signal) {
      const id = await scopes.open(scope, signal)
      return session.read(() => known.of(id), signal)
    },

    invalidationsNow(scope) {
      if (!session.isOpen()) return undefined
      try {
        const id = scopes.find(scope)
        return id === undefined ? undefined : known.of(id)
      } catch {
        return undefined
      }
    },

    async history(scope, limit, signal) {
      const id = await scopes.open(scope, signal)
      return session.read(() => log.history(id, limit), signal)
    },
  }
}

function upkeepVerbs({
  session,
  known,
  isGone,
  uses,
  cleaner,
  leases,
}: Parts): Pick<Store, 'size' | 'sweep'> {
  const { connection } = session
  const sweep = createSweep(session, isGone)
  const prune = createPrune(connection)
  const size = connection.prepare<[], StoreSize>(
    'SELECT ifnull(sum(entries), 0) AS entries, ifnull(sum(bytes), 0) AS bytes FROM scopes',
  )

  return {
    size: (signal) => session.read(() => size.get() as StoreSize, signal),

    async sweep(limit, signal) {
      const gone = await sweep(limit, signal)
      await uses.save(signal)
      void cleaner.check()
      await session.write(() => {
        leases.dropOld()
        for (const id of prune()) known.changed(id)
      }, signal)
      return gone
    },
  }
}
