import {
  type Clock,
  isGraphkeepError,
  type Scope,
  type Store,
  StoreUnavailable,
  scopeKey,
} from '@graphkeep/core'

import type { KeyValue } from './key-value.ts'
import { type EntryRecord, entryOfText, nameOf, textOfEntry } from './record.ts'
import { createSpaces, type Space } from './spaces.ts'
import { createSweep } from './sweep.ts'

/** How a store over texts under keys is made. */
export interface KeyValueStoreOptions {
  readonly name: string
  readonly keyValue: KeyValue
  readonly clock: Clock

  /** What all its keys begin with. */
  readonly prefix: string
  close(): Promise<void>
}

type Guarded = <T>(signal: AbortSignal | undefined, work: () => Promise<T>) => Promise<T>

/** Makes a store, for one process at a time, of whatever keeps texts under keys. */
export function createKeyValueStore({ name, keyValue, clock, prefix, close }: KeyValueStoreOptions): Store {
  const spaces = createSpaces(keyValue, prefix)
  const sweep = createSweep({ keyValue, spaces, clock })
  let closed = false

  const guarded: Guarded = async (signal, work) => {
    if (closed) throw new StoreUnavailable(name, { cause: new Error('It was closed') })
    signal?.throwIfAborted()
    try {
      return await work()
    } catch (error) {
      throw isGraphkeepError(error) ? error : new StoreUnavailable(name, { cause: error })
    }
  }

  const use: Use = async (scope, signal, work) => {
    scopeKey(scope)
    return guarded(signal, async () => work(await spaces.of(scope)))
  }

  return {
    name,
    ...entryVerbs(use, keyValue, clock),
    ...invalidationVerbs(use, keyValue, clock),
    size: (signal) => guarded(signal, () => sizeOf(keyValue, spaces.entries)),
    sweep: (limit, signal) => guarded(signal, () => sweep(limit)),

    async [Symbol.asyncDispose]() {
      if (closed) return
      closed = true
      await close()
    },
  }
}

type Use = <T>(
  scope: Scope,
  signal: AbortSignal | undefined,
  work: (space: Space) => Promise<T>,
) => Promise<T>

function entryVerbs(
  use: Use,
  keyValue: KeyValue,
  clock: Clock,
): Pick<Store, 'get' | 'set' | 'delete' | 'lease'> {
  async function find(space: Space, key: string): Promise<EntryRecord | undefined> {
    const text = await keyValue.get(space.prefix + nameOf(key))
    const record = text === undefined ? undefined : entryOfText(text)
    return record?.key === key && space.has(record, clock.now()) ? record : undefined
  }

  return {
    get: (scope, key, signal) => use(scope, signal, async (space) => (await find(space, key))?.entry),

    set: (scope, key, entry, signal) =>
      use(scope, signal, ({ state, prefix, turn, has }) =>
        turn(async () => {
          const now = clock.now()
          const record = { key, epoch: state.epoch, entry }
          if (!has({ ...record, entry: { ...entry, keepUntil: now + 1 } }, now)) return false
          await keyValue.set(prefix + nameOf(key), textOfEntry(record), Math.max(1, entry.keepUntil - now))
          return true
        }),
      ),

    delete: (scope, key, signal) =>
      use(scope, signal, (space) =>
        space.turn(async () => {
          const existed = (await find(space, key)) !== undefined
          await keyValue.delete(space.prefix + nameOf(key))
          return existed
        }),
      ),

    lease: (scope, key, ms, signal) =>
      use(scope, signal, async ({ leases }) => leases.take(key, clock.now(), clock.now() + ms)),
  }
}

type InvalidationVerb = 'clear' | 'invalidate' | 'invalidations' | 'history'

function invalidationVerbs(use: Use, keyValue: KeyValue, clock: Clock): Pick<Store, InvalidationVerb> {
  return {
    clear: (scope, signal) =>
      use(scope, signal, async ({ state, leases, prefix, turn }) => {
        state.invalidations.reset()
        leases.reset()
        await state.save()
        await turn(async () => {
          for await (const [key] of keyValue.list(prefix)) await keyValue.delete(key)
        })
      }),

    invalidate: (scope, target, cause, signal) =>
      use(scope, signal, async ({ state }) => {
        const sequence = state.invalidations.add(target, cause, clock.now())
        await state.save()
        return sequence
      }),

    invalidations: (scope, signal) => use(scope, signal, async ({ state }) => state.invalidations.snapshot()),
    history: (scope, limit, signal) =>
      use(scope, signal, async ({ state }) => state.invalidations.history(limit)),
  }
}

async function sizeOf(keyValue: KeyValue, prefix: string): Promise<{ entries: number; bytes: number }> {
  let entries = 0
  let bytes = 0
  for await (const [key, text] of keyValue.list(prefix)) {
    entries += 1
    bytes += key.length + text.length
  }
  return { entries, bytes }
}
