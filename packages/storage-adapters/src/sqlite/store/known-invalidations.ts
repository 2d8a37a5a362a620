import { type Invalidations, type InvalidationTarget, noInvalidations, patternOf } from '@graphkeep/core'

import type { Connection } from '../driver.ts'

/** What this process knows of invalidations, brought up to date when somebody has written. */
export interface KnownInvalidations {
  /** Returns the scope's invalidations as they are now: the same value as long as nothing changes. */
  of(scope: number): Invalidations

  /** Tells that this process changed them: SQLite reports only what others write. */
  changed(scope: number): void
}

/** Makes a reader that knows nothing yet. To be called by what reads or writes. */
export function createKnownInvalidations(connection: Connection): KnownInvalidations {
  const version = connection.prepare<[], number>('PRAGMA data_version').pluck()
  const numbers = connection.prepare<[number], Numbers>('SELECT sequence, floor FROM scopes WHERE id = ?')
  const load = connection.transaction(createLoader(connection)).deferred
  const known = new Map<number, { readonly version: number; readonly snapshot: Invalidations }>()

  function renew(scope: number, before: Invalidations): Invalidations {
    const now = numbers.get(scope)
    if (!now) return noInvalidations
    if (now.sequence === before.sequence && now.floor === before.floor) return before
    return load(scope, before)
  }

  return {
    of(scope) {
      const current = version.get() as number
      const last = known.get(scope)
      if (last?.version === current) return last.snapshot
      const snapshot = renew(scope, last?.snapshot ?? noInvalidations)
      // What a transaction reads may never come true.
      if (!connection.inTransaction) known.set(scope, { version: current, snapshot })
      return snapshot
    },

    changed(scope) {
      const last = known.get(scope)
      if (last) known.set(scope, { version: -1, snapshot: last.snapshot })
    },
  }
}

interface Numbers {
  readonly sequence: number
  readonly floor: number
}

interface Mark {
  readonly kind: 'tag' | 'pattern'
  readonly name: string
  readonly number: number
}

/** Reads what is new from the record of invalidations, or everything when the record does not reach back far enough. */
function createLoader(connection: Connection): (scope: number, before: Invalidations) => Invalidations {
  const numbers = connection.prepare<[number], Numbers>('SELECT sequence, floor FROM scopes WHERE id = ?')
  const marks = connection.prepare<[number], Mark>('SELECT kind, name, number FROM marks WHERE scope = ?')
  const newer = connection.prepare<[number, number], { readonly sequence: number; readonly target: string }>(
    'SELECT sequence, target FROM invalidations WHERE scope = ? AND sequence > ? ORDER BY sequence',
  )

  return (scope, before) => {
    const now = numbers.get(scope) as Numbers
    const records = before.sequence < now.floor ? [] : newer.all(scope, before.sequence)
    if (records.length !== now.sequence - before.sequence) return snapshotOf(now, marks.all(scope))
    const old = [...marksOf('tag', before.tags), ...marksOf('pattern', before.patterns)]
    const added = records.flatMap(({ sequence, target }) => marksNamed(JSON.parse(target), sequence))
    return snapshotOf(now, [...old, ...added])
  }
}

function snapshotOf({ sequence, floor }: Numbers, marks: readonly Mark[]): Invalidations {
  const tags = new Map<string, number>()
  const patterns = new Map<string, number>()
  for (const { kind, name, number } of marks) {
    if (number > floor) (kind === 'tag' ? tags : patterns).set(name, number)
  }
  return Object.freeze({ sequence, floor, tags, patterns })
}

function marksOf(kind: Mark['kind'], names: ReadonlyMap<string, number>): Mark[] {
  return [...names].map(([name, number]) => ({ kind, name, number }))
}

function marksNamed(target: InvalidationTarget, number: number): Mark[] {
  if (!target.tags) return [{ kind: 'pattern', name: patternOf(target), number }]
  return target.tags.map((name) => ({ kind: 'tag', name, number }))
}
