/** One thing to fetch before it is asked for. */
export interface WarmingStep {
  /** What it is, for people, e.g. `folder tree`. */
  readonly name: string

  /** Higher goes first. Default 0. */
  readonly priority?: number

  /** Fetches it through the cache. */
  readonly run: (signal: AbortSignal) => Promise<unknown>
}

/** How far warming is. */
export interface WarmingStatus {
  readonly state: 'idle' | 'running' | 'done' | 'stopped'
  readonly total: number
  readonly done: number

  /** Steps that failed, with the code of their error. They are not tried again. */
  readonly failed: readonly { readonly name: string; readonly code: string }[]

  /** The step that runs now. */
  readonly current?: string

  /** Milliseconds since the epoch. */
  readonly startedAt?: number
  readonly endedAt?: number

  /** How long the rest will take, by what the steps took so far; absent before the first has ended. */
  readonly remainingMs?: number
}
