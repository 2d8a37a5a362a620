import type { Scope, SecretStore, ToolContext } from '@graphkeep/core'

import type { DeltaChange, DeltaItem } from './delta-change.ts'
import type { DeltaResource } from './delta-resource.ts'

/** What is read, and who is told of it. */
export interface DeltaRoundsOptions<T extends object = DeltaItem> {
  readonly resource: DeltaResource

  /** Names who reads, e.g. `search-index`. Each reader keeps its own place; two that share a name take each other's changes away. */
  readonly reader: string

  /** Whose data it is, and under which scope the link is kept. */
  readonly scope: Scope

  /** The scope's, as a client's `fetchFor` gives it. */
  readonly fetch: ToolContext['fetch']

  /** Where the link to the next round is kept: sealed when it is `sealedSecrets` or in an encrypted database. */
  readonly secrets: SecretStore

  /** How many items of a mailbox are read at once; Graph decides for drives and the directory. Default 100. */
  readonly pageSize?: number

  /**
   * Keeps what has changed, in the order of the list, for good before it returns. Called for each page, and again with
   * the same or older changes when a round is repeated, so doing it twice has to do no more than doing it once.
   *
   * @param full The name of the full read under way: what it brings is to be marked with it. `undefined` in other rounds.
   */
  apply(changes: readonly DeltaChange<T>[], full: string | undefined): Promise<void> | void

  /** Called when a full read is complete: whatever the full read of that name did not bring is gone, and is to be dropped. */
  sweep(full: string): Promise<void> | void
}

/** How a round ended. */
export interface DeltaRound {
  /** Whether all was read anew: the first time, when Graph no longer knew the link, or where a broken round cannot be told again. */
  readonly full: boolean

  /** How many changes were applied. */
  readonly changes: number
}
