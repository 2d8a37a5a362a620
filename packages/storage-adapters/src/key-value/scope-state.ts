import {
  createMemoryInvalidations,
  type InvalidationRecord,
  type MemoryInvalidations,
  noInvalidations,
} from '@graphkeep/core'

import type { KeyValue } from './key-value.ts'
import { fieldsOf, textOf } from './record.ts'

/** What was invalidated in one scope: kept in the backend, and in memory while the store is open. */
export interface ScopeState {
  /** Another one each time that the backend lost the state: entries of an earlier one do not exist. */
  readonly epoch: string
  readonly invalidations: MemoryInvalidations

  /** Writes the state down; resolves when all that was done up to now is kept. */
  save(): Promise<void>
}

/** Reads the state of a scope; a new one when there is none. */
export async function openScopeState(keyValue: KeyValue, key: string): Promise<ScopeState> {
  const text = await keyValue.get(key)
  const saved = text === undefined ? undefined : (fieldsOf(text) as SavedState | undefined)
  const epoch = saved?.epoch ?? crypto.randomUUID()
  const invalidations = createMemoryInvalidations(saved && restored(saved))
  let saving: Promise<void> = Promise.resolve()

  function write(): Promise<void> {
    const { tags, patterns, ...numbers } = invalidations.current
    const marks = { tags: [...tags], patterns: [...patterns] }
    const records = invalidations.history(Number.POSITIVE_INFINITY).toReversed()
    return keyValue.set(key, textOf({ epoch, ...numbers, ...marks, records }), undefined)
  }

  const state: ScopeState = {
    epoch,
    invalidations,
    save() {
      // One after the other: what is written last has to be what was done last.
      const saved = saving.then(write)
      saving = saved.catch(() => undefined)
      return saved
    },
  }
  if (!saved) await state.save()
  return state
}

interface SavedState {
  readonly epoch: string
  readonly sequence: number
  readonly floor: number
  readonly tags: readonly (readonly [string, number])[]
  readonly patterns: readonly (readonly [string, number])[]
  readonly records: readonly InvalidationRecord[]
}

function restored({ sequence, floor, tags, patterns, records }: SavedState) {
  const current = { ...noInvalidations, sequence, floor, tags: new Map(tags), patterns: new Map(patterns) }
  return { current, records }
}
