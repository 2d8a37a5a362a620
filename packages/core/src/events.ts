/**
 * What Graphkeep tells its host while it works. Events carry names, sizes, times and outcomes; never a value, a
 * key, a token, an address or a body.
 */
export interface GraphkeepEvents {
  /** An answer was given through the cache. */
  'cache.answer': {
    readonly family: string
    readonly state: string
    readonly source: string
    readonly ageMs: number

    /** How long the caller waited. */
    readonly ms: number
  }
  /** Entries were made invalid: by which kind of cause, and how many tags or patterns it named. */
  'cache.invalidated': { readonly cause: string; readonly tags: number }
  /** A refresh behind a stale answer ended. */
  'cache.refreshed': { readonly family: string; readonly outcome: 'stored' | 'fenced' | 'failed' }
  /** The store failed; the caller was served all the same. `code` is the error's. */
  'store.degraded': { readonly store: string; readonly operation: string; readonly code: string }
  /** A request to Microsoft Graph ended. `route` has its ids replaced by `{id}`; `status` 0 means no answer. */
  'graph.request': {
    readonly method: string
    readonly route: string
    readonly status: number
    readonly ms: number
    readonly attempt: number
  }
  /** A request is going to be repeated after `waitMs`. */
  'graph.retry': {
    readonly route: string
    readonly status: number
    readonly waitMs: number
    readonly attempt: number
  }
  /** Reads that were asked for at the same time went together in one request. */
  'graph.batch': { readonly requests: number }
  /** A part of Graph is left alone because it failed again and again (`open`), tried once more, or in use again. */
  'graph.circuit': { readonly workload: string; readonly state: 'open' | 'half-open' | 'closed' }
  /** Graph gave rows that do not fulfil what it was asked for by `properties`; they were left out. */
  'graph.mismatch': {
    readonly entity: string
    readonly properties: readonly string[]
    readonly dropped: number
  }
  /** A tool call ended. `tool` is `unknown` when there is none of the name that was called. */
  'tool.called': {
    readonly tool: string
    readonly ms: number
    readonly outcome: 'ok' | 'error'
    readonly code?: string
  }
}

/** The name of an event. */
export type EventName = keyof GraphkeepEvents

/** The names of all events. */
export const eventNames: readonly EventName[] = Object.freeze([
  'cache.answer',
  'cache.invalidated',
  'cache.refreshed',
  'store.degraded',
  'graph.request',
  'graph.retry',
  'graph.batch',
  'graph.circuit',
  'graph.mismatch',
  'tool.called',
])

/** Where events go in, and where a host listens. */
export interface Events {
  /** Tells every listener. A listener that throws disturbs neither the others nor the caller. */
  emit<name extends EventName>(name: name, event: GraphkeepEvents[name]): void

  /** Listens until the returned function is called. */
  on<name extends EventName>(name: name, listener: (event: GraphkeepEvents[name]) => void): () => void
}

/**
 * Makes a place where events go in and come out, in order, synchronously.
 *
 * @example
 * ```ts
 * const events = createEvents()
 * const stop = events.on('store.degraded', ({ store, operation }) => console.warn(store, operation))
 * events.emit('store.degraded', { store: 'sqlite', operation: 'get', code: 'ERR_STORE_UNAVAILABLE' })
 * stop()
 * ```
 */
export function createEvents(): Events {
  const listeners = new Map<EventName, Set<(event: never) => void>>()

  return {
    emit(name, event) {
      for (const listener of listeners.get(name) ?? []) callSafely(listener, event as never)
    },

    on(name, listener) {
      const set = listeners.get(name) ?? new Set()
      listeners.set(name, set.add(listener))
      return () => void set.delete(listener)
    },
  }
}

function callSafely(listener: (event: never) => void, event: never): void {
  try {
    listener(event)
  } catch {
    // An observer's mistake must not become the caller's failure.
  }
}
