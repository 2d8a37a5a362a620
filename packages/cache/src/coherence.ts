import {
  type Clock,
  type Events,
  holds,
  type Invalidations,
  type InvalidationTarget,
  noInvalidations,
  type Scope,
} from '@graphkeep/core'

import type { Counters } from './counters.ts'
import { createOwnInvalidations, type OwnInvalidations } from './own-invalidations.ts'
import { createRecent } from './recent.ts'
import type { Area, Slot } from './slot.ts'
import { isFailure, type StoreGuard } from './store-guard.ts'
import { createUndelivered, type Undelivered } from './undelivered.ts'
import { wellFormed } from './well-formed.ts'

/** How far the invalidations of a scope had come at one moment. */
export interface Moment {
  /** The store's latest number, as far as this process knew. */
  readonly asOf: number

  /** This process's own latest number. */
  readonly own: number
}

/** Knows what was invalidated, by this process and by all that share the store. */
export interface Coherence {
  /** Asks the store how far it is, and returns that moment; without an answer, what was last known. */
  moment(area: Area): Promise<Moment>

  /** The same without waiting; `undefined` when it takes waiting to know. */
  momentNow(area: Area): Moment | undefined

  /** Returns the moment without asking. */
  latest(area: Area): Moment

  /** Says whether a value is still true, by all that is known now. */
  holds(slot: Slot, kept: { readonly moment: Moment; readonly tags: readonly string[] }): boolean

  /** Says whether nothing at all was invalidated in the scope since. */
  unchangedSince(area: Area, moment: Moment): boolean

  /** Tells the store what it has not been told yet. Resolves to whether its entries of the scope may be used. */
  ready(area: Area): Promise<boolean>

  /** Invalidates in this process at once, and in the store as soon as it takes it. */
  invalidate(area: Area, target: InvalidationTarget, cause: string): Promise<void>

  /** Makes everything of the scope untrue in this process, and has the store delete it. */
  clear(area: Area): Promise<void>

  /** Tries once more to tell the store everything. */
  close(): Promise<void>
}

interface ScopeState {
  known: Invalidations
  /** The number of the question that `known` answers. */
  askedAt: number
  readonly own: OwnInvalidations
  readonly undelivered: Undelivered
}

const mostScopes = 10_000

/**
 * Makes the part of a cache that keeps it true across processes.
 *
 * @example
 * ```ts
 * const coherence = createCoherence({ guard, clock, counters, retryMs: 2_000 })
 * const area = areaOf({ tenant: 't', account: 'a' })
 * const before = await coherence.moment(area)
 * await coherence.invalidate(area, { tags: ['email:folder:A'] }, 'email_send')
 * coherence.unchangedSince(area, before) // false
 * ```
 */
export function createCoherence(options: {
  readonly guard: StoreGuard
  readonly clock: Clock
  readonly counters: Counters
  readonly retryMs: number
  readonly events?: Events | undefined
}): Coherence {
  const { guard, clock, counters, retryMs, events } = options
  const states = createRecent<ScopeState>({
    limit: mostScopes,
    mayForget: ({ undelivered }) => undelivered.empty(),
  })
  let ownNumber = 0
  let questions = 0

  function stateOf({ scope, scopeId }: Area): ScopeState {
    return (
      states.find(scopeId) ??
      states.of(scopeId, () => ({
        known: noInvalidations,
        askedAt: 0,
        // A number of its own: what was read before a state was forgotten does not hold in the new one.
        own: createOwnInvalidations(++ownNumber),
        undelivered: createUndelivered({ scope, guard, clock, retryMs }),
      }))
    )
  }

  async function learn(scope: Scope, state: ScopeState): Promise<void> {
    const question = ++questions
    const ownBefore = state.own.sequence
    const known = await guard.ask('invalidations', (store, signal) => store.invalidations(scope, signal))
    if (!isFailure(known) && question >= state.askedAt) take(state, known, question, ownBefore)
  }

  function take(state: ScopeState, known: Invalidations, question: number, ownBefore: number): void {
    // Numbers that go back belong to a store that was lost and made anew: nothing older can be compared with it.
    if (known.sequence < state.known.sequence) state.own.raiseFloor(++ownNumber)
    state.known = known
    state.askedAt = question
    if (state.own.sequence === ownBefore && state.undelivered.empty()) state.own.forgetNames()
  }

  function momentNow(area: Area): Moment | undefined {
    const state = stateOf(area)
    const known = state.undelivered.empty()
      ? guard.askNow((store) => store.invalidationsNow?.(area.scope))
      : undefined
    if (!known) return undefined
    take(state, known, ++questions, state.own.sequence)
    states.use(area.scopeId)
    return momentOf(state)
  }

  return {
    momentNow,

    async moment(area) {
      const now = momentNow(area)
      if (now) return now
      const state = stateOf(area)
      if (state.undelivered.empty() || (await state.undelivered.deliver())) await learn(area.scope, state)
      states.use(area.scopeId)
      return momentOf(stateOf(area))
    },

    latest: (area) => momentOf(stateOf(area)),

    holds(slot, { moment, tags }) {
      const { known, own } = stateOf(slot)
      if (moment.asOf >= known.sequence && moment.own >= own.sequence) return true
      return (
        holds({ asOf: moment.asOf, tags }, slot.key, known) &&
        holds({ asOf: moment.own, tags }, slot.key, own)
      )
    },

    unchangedSince(area, moment) {
      const { known, own } = stateOf(area)
      return moment.asOf >= known.sequence && moment.own >= own.sequence
    },

    async ready(area) {
      const { undelivered } = stateOf(area)
      return undelivered.empty() || undelivered.deliver()
    },

    async invalidate(area, target, cause) {
      if (target.tags?.length === 0) return
      const { own, undelivered } = stateOf(area)
      checkTarget(target)
      const named = target.tags ? { tags: wellFormed(target.tags) } : target
      own.add(named, ++ownNumber)
      counters.add('invalidations', area)
      undelivered.add({ target: named, cause })
      await undelivered.deliver()
      events?.emit('cache.invalidated', { cause, tags: target.tags?.length ?? 1 })
    },

    async clear(area) {
      const { own, undelivered } = stateOf(area)
      own.raiseFloor(++ownNumber)
      undelivered.add({ clear: true })
      await undelivered.deliver()
    },

    async close() {
      await Promise.all([...states.values()].map(({ undelivered }) => undelivered.close()))
    },
  }
}

function momentOf({ known, own }: ScopeState): Moment {
  return { asOf: known.sequence, own: own.sequence }
}

function checkTarget({ prefix, pattern }: InvalidationTarget): void {
  if (!(prefix ?? pattern ?? '').isWellFormed())
    throw new TypeError('A prefix or pattern of keys must be well-formed Unicode')
  if (pattern === undefined || /^(?:[^\\]|\\.)+$/su.test(pattern)) return
  throw new TypeError('A pattern is a text that is not empty and does not end with a lone \\')
}
