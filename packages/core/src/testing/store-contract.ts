import type { Clock } from '../clock.ts'
import type { Store } from '../store/store.ts'
import { type ContractCase, type ContractOptions, casesOf } from './contract.ts'
import { entryRules } from './store/entry-rules.ts'
import { historyRules } from './store/history-rules.ts'
import { fenceRules, invalidationRules } from './store/invalidation-rules.ts'
import { isolationRules } from './store/isolation-rules.ts'
import { leaseRules } from './store/lease-rules.ts'
import { limitBytes, limitRules } from './store/limit-rules.ts'
import { sharingRules } from './store/sharing-rules.ts'
import { timeRules } from './store/time-rules.ts'
import { upkeepRules } from './store/upkeep-rules.ts'

const rules = [
  ...entryRules,
  ...isolationRules,
  ...timeRules,
  ...invalidationRules,
  ...fenceRules,
  ...historyRules,
  ...leaseRules,
  ...upkeepRules,
]

/**
 * Returns the rules that every {@link Store} obeys.
 *
 * @param open Opens an empty store that goes by the clock. The case closes it.
 *
 * @example
 * ```ts
 * for (const { name, run } of storeContract((clock) => createMemoryStore({ clock }))) it(name, run)
 * ```
 */
export function storeContract(
  open: (clock: Clock) => Store | Promise<Store>,
  options: ContractOptions = {},
): readonly ContractCase[] {
  return casesOf(rules, open, options)
}

/**
 * Returns the rules that a store with a limit obeys beside those of {@link storeContract}.
 *
 * @param open Opens an empty store that goes by the clock and may hold that many bytes. The case closes it.
 *
 * @example
 * ```ts
 * const open = (clock: Clock, limitBytes: number) => createMemoryStore({ clock, limitBytes })
 * for (const { name, run } of limitedStoreContract(open)) it(name, run)
 * ```
 */
export function limitedStoreContract(
  open: (clock: Clock, limitBytes: number) => Store | Promise<Store>,
): readonly ContractCase[] {
  return casesOf(limitRules, (clock) => open(clock, limitBytes), {})
}

/**
 * Returns the rules that two stores over one backend obey, as when two processes share it.
 *
 * @param openTwo Opens both on an empty backend. The case closes them.
 *
 * @example
 * ```ts
 * const openTwo = async (clock: Clock) => {
 *   const store = createMemoryStore({ clock })
 *   return [store, wrapStore(store, { async [Symbol.asyncDispose]() {} })] as const
 * }
 * for (const { name, run } of sharedStoreContract(openTwo)) it(name, run)
 * ```
 */
export function sharedStoreContract(
  openTwo: (clock: Clock) => Promise<readonly [Store, Store]>,
  options: ContractOptions = {},
): readonly ContractCase[] {
  return casesOf(sharingRules, async (clock) => pairOf(await openTwo(clock)), options)
}

function pairOf(stores: readonly [Store, Store]) {
  return {
    stores,
    async [Symbol.asyncDispose]() {
      for (const store of stores) await store[Symbol.asyncDispose]()
    },
  }
}
