import type { Clock } from '../../clock.ts'
import type { Scope } from '../../scope.ts'
import type { Store, StoreEntry } from '../../store/store.ts'
import type { MovableClock, Rule } from '../contract.ts'
import type { ManualClock } from '../manual-clock.ts'

/** The scope of rules that need only one. */
export const ada: Scope = { tenant: 'contoso.com', account: 'ada' }

/** Another account of the same tenant. */
export const bob: Scope = { tenant: 'contoso.com', account: 'bob' }

const hour = 3_600_000

/** What a test says of an entry; the rest is filled in. */
export interface EntryWish {
  /** Default one byte. */
  readonly bytes?: Iterable<number>

  /** Default none. */
  readonly tags?: readonly string[]

  /** How long the entry exists. Default an hour. */
  readonly keepMs?: number

  /** What it took to fetch it, in milliseconds. Default 10. */
  readonly cost?: number
  readonly asOf: number
}

/** Makes an entry that was fetched just now. */
export function entry(clock: Clock, wish: EntryWish): StoreEntry {
  const { bytes = [1], tags = [], keepMs = hour, cost = 10, asOf } = wish
  const fetchedAt = clock.now()
  const keepUntil = fetchedAt + keepMs
  const value = Uint8Array.from(bytes)
  return { value, fetchedAt, staleAt: keepUntil, expiresAt: keepUntil, keepUntil, tags, asOf, cost }
}

/** Returns the scope's sequence, under which a value that is read now is stored. */
export async function sequenceOf(store: Store, scope: Scope): Promise<number> {
  return (await store.invalidations(scope)).sequence
}

/** What a test says of an entry that is stored as it is read. */
export type PutWish = Omit<EntryWish, 'asOf'> & { readonly scope?: Scope; readonly asOf?: number }

/** Stores an entry that was read now, or as of `asOf`; returns what the store says. */
export async function put(store: Store, clock: Clock, key: string, wish: PutWish = {}): Promise<boolean> {
  const { scope = ada, asOf = await sequenceOf(store, scope), ...rest } = wish
  return store.set(scope, key, entry(clock, { ...rest, asOf }))
}

/** Returns the bytes under a key as a list, `undefined` when there is no entry. */
export async function bytesAt(store: Store, key: string, scope: Scope = ada): Promise<number[] | undefined> {
  const found = await store.get(scope, key)
  return found && [...found.value]
}

/** Returns which of the keys have an entry. */
export async function present(store: Store, keys: readonly string[], scope: Scope = ada): Promise<string[]> {
  const found = await Promise.all(keys.map((key) => store.get(scope, key)))
  return keys.filter((_, index) => found[index] !== undefined)
}

/** A rule for every store. */
export function rule(name: string, check: (store: Store, clock: MovableClock) => Promise<void>): Rule<Store> {
  return { name, exact: false, check }
}

/** A rule about exact moments. */
export function exactRule(
  name: string,
  check: (store: Store, clock: ManualClock) => Promise<void>,
): Rule<Store> {
  return { name, exact: true, check }
}
