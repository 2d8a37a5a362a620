/** One request that a client made. It holds no token and no body. */
export interface LoggedRequest {
  /** Counts from 1. */
  readonly number: number
  readonly method: string
  /** As it was asked for, with its query. */
  readonly url: string
  /** 0 while the answer is on its way, and when a fault took the connection away. */
  readonly status: number
  /** When it arrived, in milliseconds since the epoch on the tenant's clock. */
  readonly at: number
  /** The `request-id` of the answer. */
  readonly requestId: string
  /** Headers that change what Graph does; never `Authorization`. */
  readonly headers: Readonly<Record<string, string>>
  /** The kind of fault that was applied; `undefined` without one. */
  readonly fault: string | undefined
  /** The number of the `$batch` request that it was part of; `undefined` for one of its own. */
  readonly batch: number | undefined
}

/** A record of requests, in the order of their arrival. */
export interface RequestLog {
  readonly entries: readonly LoggedRequest[]
  /** The number that the next arrival gets. */
  next(): number
  /** Lets the next arrival get a number. */
  continueAt(number: number): void
  /** Notes an arrival; the result is filled in by {@link RequestLog.settle}. */
  open(entry: Omit<LoggedRequest, 'number' | 'status' | 'fault'>): LoggedRequest
  settle(
    entry: LoggedRequest,
    outcome: { readonly status: number; readonly fault?: string | undefined },
  ): void
  clear(): void
}

/** The headers that are worth remembering. */
const kept: readonly string[] = [
  'accept',
  'client-request-id',
  'consistencylevel',
  'content-type',
  'if-match',
  'if-none-match',
  'prefer',
  'user-agent',
]

/** Creates an empty record that keeps the latest 100,000 requests. */
export function createRequestLog(): RequestLog {
  const entries: LoggedRequest[] = []
  let count = 0
  return {
    entries,
    next: () => count + 1,
    continueAt(number) {
      count = number - 1
    },
    open(entry) {
      const logged: LoggedRequest = { ...entry, number: ++count, status: 0, fault: undefined }
      entries.push(logged)
      if (entries.length > 100_000) entries.splice(0, 10_000)
      return logged
    },
    settle(entry, outcome) {
      Object.assign(entry, outcome)
    },
    clear() {
      entries.length = 0
    },
  }
}

/** Picks the headers that a record may hold. */
export function loggedHeaders(headers: Headers): Readonly<Record<string, string>> {
  return Object.fromEntries(
    kept.flatMap((name) => {
      const value = headers.get(name)
      return value === null ? [] : [[name, value]]
    }),
  )
}
