import { createMemoryLeases, holds, type MemoryLeases, type Scope, scopeKey } from '@graphkeep/core'

import type { KeyValue } from './key-value.ts'
import { type EntryRecord, nameOf } from './record.ts'
import { openScopeState, type ScopeState } from './scope-state.ts'

/** All that is known of a scope while the store is open. */
export interface Space {
  readonly state: ScopeState
  readonly leases: MemoryLeases

  /** What the keys of its entries begin with. */
  readonly prefix: string

  /** Does what changes entries, one after the other, so that nothing is removed which has just been replaced. */
  turn<T>(work: () => Promise<T>): Promise<T>

  /** Says whether an entry that was found still exists. */
  has(record: EntryRecord, now: number): boolean
}

/** The scopes that the store was asked about. */
export interface Spaces {
  of(scope: Scope): Promise<Space>

  /** Returns the space that the key of an entry belongs to. */
  around(entryKey: string): Promise<Space>

  /** What the keys of all entries begin with. */
  readonly entries: string
}

/** Makes room for scopes whose keys begin with `prefix`. */
export function createSpaces(keyValue: KeyValue, prefix: string): Spaces {
  const opened = new Map<string, Promise<Space>>()
  const entries = `${prefix}entry:`

  function named(id: string): Promise<Space> {
    const known = opened.get(id)
    if (known) return known
    const space = openScopeState(keyValue, `${prefix}state:${id}`).then((state) =>
      createSpace(state, `${entries}${id}:`),
    )
    opened.set(id, space)
    space.catch(() => opened.delete(id))
    return space
  }

  return {
    entries,
    of: (scope) => named(nameOf(scopeKey(scope))),
    around: (entryKey) => named(entryKey.slice(entries.length).split(':', 1)[0] as string),
  }
}

function createSpace(state: ScopeState, prefix: string): Space {
  let last: Promise<unknown> = Promise.resolve()

  return {
    state,
    leases: createMemoryLeases(),
    prefix,

    turn(work) {
      const mine = last.then(work)
      last = mine.catch(() => undefined)
      return mine
    },

    has: ({ key, epoch, entry }, now) =>
      epoch === state.epoch && entry.keepUntil > now && holds(entry, key, state.invalidations.current),
  }
}
