import { type Scope, scopeKey } from '@graphkeep/core'

import type { Session } from './session.ts'

/** Knows the numbers by which tables name scopes. A scope keeps its number for good. */
export interface ScopeIds {
  /** Returns the scope's number, `undefined` when nothing was ever kept for it. To be called by what reads or writes. */
  find(scope: Scope): number | undefined

  /** Returns the scope's number, given to it if need be. */
  open(scope: Scope, signal?: AbortSignal): Promise<number>

  /** Returns the scope with that number. To be called by what reads or writes. */
  scopeOf(id: number): Scope
}

/**
 * Makes the list of known scopes.
 *
 * A scope's invalidations are counted from the time at which it first appeared: numbers of a database that was lost
 * are in the memory of other processes, and must not come again.
 */
export function createScopeIds(session: Session): ScopeIds {
  const { connection, clock } = session
  const select = connection.prepare<[string], number>('SELECT id FROM scopes WHERE name = ?').pluck()
  const selectName = connection.prepare<[number], string>('SELECT name FROM scopes WHERE id = ?').pluck()
  const insert = connection.prepare(
    'INSERT INTO scopes (name, sequence, floor) VALUES (?, ?, ?) ON CONFLICT DO NOTHING',
  )
  const ids = new Map<string, number>()
  const scopes = new Map<number, Scope>()

  function find(name: string): number | undefined {
    const known = ids.get(name)
    if (known !== undefined) return known
    const id = select.get(name)
    if (id !== undefined && !connection.inTransaction) ids.set(name, id)
    return id
  }

  return {
    find: (scope) => find(scopeKey(scope)),

    async open(scope, signal) {
      const name = scopeKey(scope)
      const known = ids.get(name) ?? (await session.read(() => find(name), signal))
      if (known !== undefined) return known
      const now = Math.floor(clock.now())
      await session.write(() => insert.run(name, now, now), signal)
      return session.read(() => find(name) as number, signal)
    },

    scopeOf(id) {
      const known = scopes.get(id)
      if (known) return known
      const scope = scopeNamed(selectName.get(id) as string)
      if (!connection.inTransaction) scopes.set(id, scope)
      return scope
    },
  }
}

/** Undoes `scopeKey`. */
function scopeNamed(name: string): Scope {
  const [tenant = '', account = ''] = name.split('/').map(decodeURIComponent)
  return Object.freeze({ tenant, account })
}
