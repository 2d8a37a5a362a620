import type { StoreEntry } from '@graphkeep/core'

import type { Codec, Decoded } from './codec.ts'
import type { Coherence } from './coherence.ts'
import type { Counters } from './counters.ts'
import type { Kept } from './kept.ts'
import { parseFrozen } from './parse-frozen.ts'
import type { Slot } from './slot.ts'
import { isFailure, type StoreFailure, type StoreGuard } from './store-guard.ts'

/** The values that the store holds encoded. No method rejects. */
export interface StoreTier {
  /** Returns what the store takes for true. What does not open or is damaged is removed and reported. */
  get(slot: Slot): Promise<Kept | undefined>

  /** Like `get`, but leaves the value as JSON text. */
  getRaw(slot: Slot): Promise<(Kept & { readonly value: string }) | undefined>

  /** Like `get`, but takes the result of a read of the key that has begun already, if there is one. */
  join(slot: Slot): Promise<Kept | undefined>

  /** Keeps a value, given with its JSON text. Returns `false` when the store says that it is no longer true. */
  set(slot: Slot, kept: Kept, text: string): Promise<boolean | StoreFailure>

  /** Removes a value. Returns whether there was one. */
  delete(slot: Slot): Promise<boolean | StoreFailure>
}

const unusable: StoreFailure = Object.freeze({ failed: true, code: 'ERR_STORE_UNAVAILABLE' })

/**
 * Makes the store tier: it treats the store as empty while an invalidation could not be told to it.
 *
 * @example
 * ```ts
 * const tier = createStoreTier({ guard, codec: createCodec(16 * 1024), coherence, counters })
 * const kept = await tier.get(slot)
 * ```
 */
export function createStoreTier(options: {
  readonly guard: StoreGuard
  readonly codec: Codec
  readonly coherence: Coherence
  readonly counters: Counters
}): StoreTier {
  const { guard, codec, coherence, counters } = options
  const reading = new Map<string, Promise<Kept | undefined>>()

  async function readRaw(slot: Slot): Promise<RawKept | undefined> {
    if (!(await coherence.ready(slot))) return undefined
    const { own } = coherence.latest(slot)
    const entry = await guard.ask('get', (store, signal) => store.get(slot.scope, slot.key, signal))
    if (isFailure(entry)) {
      if (entry.code === 'ERR_DECRYPTION_FAILED') await remove(slot)
      return undefined
    }
    return (
      entry &&
      whole(slot, async () => {
        const decoded = await codec.decode(entry.value)
        return decoded && keptFrom(entry, decoded, own)
      })
    )
  }

  async function read(slot: Slot): Promise<Kept | undefined> {
    const raw = await readRaw(slot)
    return raw && whole(slot, async () => ({ ...raw, value: parseFrozen(raw.value) }))
  }

  /** Removes the value when making it throws: it is damaged. */
  async function whole<T>(slot: Slot, make: () => Promise<T>): Promise<T | undefined> {
    try {
      return await make()
    } catch {
      guard.report('decode', 'ERR_CORRUPT_VALUE')
      await remove(slot)
      return undefined
    }
  }

  function remove({ scope, key }: Slot): Promise<boolean | StoreFailure> {
    return guard.ask('delete', (store, signal) => store.delete(scope, key, signal))
  }

  return {
    get: read,
    getRaw: readRaw,

    join(slot) {
      const running = reading.get(slot.id)
      if (running) return running
      const started = read(slot).finally(() => reading.delete(slot.id))
      reading.set(slot.id, started)
      return started
    },

    async set(slot, kept, text) {
      if (!(await coherence.ready(slot))) return unusable
      const { scope, key } = slot
      let bytes = 0
      const stored = await guard.ask('set', async (store, signal) => {
        const value = await codec.encode(text)
        bytes = value.length
        return store.set(scope, key, entryFrom(kept, value), signal)
      })
      if (stored === true) {
        counters.add('bytesEncoded', slot, kept.bytes)
        counters.add('bytesStored', slot, bytes)
      }
      return stored
    },

    delete: remove,
  }
}

type RawKept = Kept & { readonly value: string }

function keptFrom(entry: StoreEntry, { text, bytes }: Decoded, own: number): RawKept {
  const { fetchedAt, staleAt, expiresAt, keepUntil, tags, asOf, cost } = entry
  const times = [fetchedAt, staleAt, expiresAt, keepUntil, asOf]
  if (!times.every(Number.isFinite)) throw new RangeError('The stored times are not numbers')
  const moment = { asOf, own }
  return {
    value: text,
    bytes,
    fetchedAt,
    staleAt,
    expiresAt,
    keepUntil,
    tags,
    moment,
    cost,
  }
}

function entryFrom(kept: Kept, value: Uint8Array): StoreEntry {
  const { fetchedAt, staleAt, expiresAt, keepUntil, tags, moment, cost } = kept
  return { value, fetchedAt, staleAt, expiresAt, keepUntil, tags, asOf: moment.asOf, cost }
}
