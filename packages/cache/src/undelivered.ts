import type { Clock, InvalidationTarget, Scope } from '@graphkeep/core'

import { isFailure, type StoreGuard } from './store-guard.ts'

/** What a store has still to be told: an invalidation, or to delete everything of the scope. */
export type Message =
  | { readonly clear: true }
  | { readonly target: InvalidationTarget; readonly cause: string }

/** What a scope's store has not been told yet, in order. */
export interface Undelivered {
  /** Says whether the store knows all; a message on its way counts as unknown. */
  empty(): boolean
  add(message: Message): void

  /** Tries to tell all of it. Resolves to whether the store knows all now. When it fails, it is tried again later. */
  deliver(): Promise<boolean>

  /** Tries once more, and gives up. */
  close(): Promise<void>
}

const mostMessages = 1_000

/**
 * Makes the outbox of a scope. Until it is empty, the store may hold entries that are known to be untrue.
 *
 * @example
 * ```ts
 * const undelivered = createUndelivered({ scope, guard, clock: systemClock, retryMs: 2_000 })
 * undelivered.add({ target: { tags: ['email:folder:A'] }, cause: 'email_send' })
 * await undelivered.deliver()
 * ```
 */
export function createUndelivered(options: {
  readonly scope: Scope
  readonly guard: StoreGuard
  readonly clock: Clock
  readonly retryMs: number
}): Undelivered {
  const { scope, guard, clock, retryMs } = options
  const closed = new AbortController()
  let messages: readonly Message[] = []
  let delivering: Promise<boolean> | undefined
  let retrying = false

  async function deliverAll(): Promise<boolean> {
    let done = true
    for (let message = messages[0]; done && message; message = messages[0]) {
      const told = message
      done = !isFailure(await tell(guard, scope, told))
      if (done) messages = messages.filter((other) => other !== told)
    }
    // In the same turn as the last look at the messages, so that nobody joins a delivery that overlooks theirs.
    delivering = undefined
    if (!done) void retry()
    return done
  }

  async function deliver(): Promise<boolean> {
    if (messages.length === 0) return true
    delivering ??= deliverAll()
    return delivering
  }

  async function retry(): Promise<void> {
    if (retrying || closed.signal.aborted) return
    retrying = true
    await clock.sleep(retryMs, closed.signal).catch(() => undefined)
    retrying = false
    if (!closed.signal.aborted) await deliver()
  }

  return {
    empty: () => messages.length === 0,

    add(message) {
      messages = 'clear' in message ? [message] : shortened([...messages, message])
    },

    deliver,

    async close() {
      closed.abort()
      await deliver()
    },
  }
}

function tell(guard: StoreGuard, scope: Scope, message: Message): Promise<unknown> {
  if ('clear' in message) return guard.ask('clear', (store, signal) => store.clear(scope, signal))
  const { target, cause } = message
  return guard.ask('invalidate', (store, signal) => store.invalidate(scope, target, cause, signal))
}

function shortened(messages: readonly Message[]): readonly Message[] {
  if (messages.length <= mostMessages) return messages
  const clear = messages.some((message) => 'clear' in message)
  return [clear ? { clear } : { target: { prefix: '' }, cause: 'more than the store could be told' }]
}
