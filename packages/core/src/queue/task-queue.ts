import type { Scope } from '../scope.ts'

// Words: a *job* is one piece of background work. It is *queued* until its time comes and a worker takes it,
// *running* while that worker holds its *lease*, and ends as *succeeded*, *failed* (its attempts are used up) or
// *cancelled*. A worker that dies lets its lease run out, and the job runs again.

/** Where a job is on its way. */
export type JobState = 'queued' | 'running' | 'succeeded' | 'failed' | 'cancelled'

/** A job to be done. */
export interface NewJob {
  /** Whose data it is about. */
  readonly scope: Scope

  /** Which handler does it, e.g. `cache.refresh`. */
  readonly type: string

  /** JSON; at most 1 MiB. Default `null`. */
  readonly payload?: unknown

  /** Higher goes first; equal ones in the order they came. Default 0. */
  readonly priority?: number

  /** Milliseconds until it may start. Default 0. */
  readonly delayMs?: number

  /** While a job with the same scope, type and key is queued or running, no other is made. Default: none. */
  readonly dedupeKey?: string

  /** Jobs of one group share the worker's `perGroup` limit, e.g. a mailbox. Default: the scope. */
  readonly group?: string

  /** How often it may be tried. Default 3. */
  readonly attempts?: number

  /** The wait before the second try; doubled before each further one, at most an hour. Default 1,000. */
  readonly backoffMs?: number
}

/** A job as it stands now. Times are milliseconds since the epoch. */
export interface Job {
  readonly id: string
  readonly scope: Scope
  readonly type: string
  readonly payload: unknown
  readonly state: JobState
  readonly priority: number
  readonly group: string
  readonly dedupeKey?: string

  /** How often it was started; a try whose worker died counts. */
  readonly attempt: number

  /** How often it may be started. */
  readonly attempts: number

  /** From 0 to 1, as its handler last said. */
  readonly progress: number

  /** What the handler returned; only when it succeeded. */
  readonly result?: unknown

  /** What its last try ended with: a code and a message without content. */
  readonly error?: { readonly code: string; readonly message: string }
  readonly createdAt: number
  readonly runAt: number
  readonly startedAt?: number
  readonly endedAt?: number
}

/** What a handler is given beside the job. */
export interface JobContext {
  /** Aborts when the job is cancelled, its lease is lost, or the queue closes without draining. */
  readonly signal: AbortSignal

  /** Says how far the job is, from 0 to 1. */
  progress(done: number): Promise<void>
}

/** Does a job. What it returns becomes the job's `result` (JSON); what it throws, its `error`. */
export type JobHandler = (job: Job, context: JobContext) => Promise<unknown>

/** How a worker works. */
export interface WorkOptions {
  /** How many jobs at once in this process. Default 1. */
  readonly concurrency?: number

  /** How many of one group at once in this process. Default: no limit but `concurrency`. */
  readonly perGroup?: number

  /**
   * How long a job is held without a sign of life, which the worker gives by itself while the handler works. After it
   * the job runs again, and whatever the handler that had it says is refused. Default 30,000 milliseconds.
   */
  readonly leaseMs?: number
}

/** Takes jobs of one type until it is stopped. */
export interface Worker {
  /** Takes no more jobs, and resolves when those that run have ended. */
  stop(): Promise<void>
}

/** Which jobs to list. */
export interface JobFilter {
  readonly type?: string
  readonly state?: JobState
  /** At most this many, the newest first. Default 100. */
  readonly limit?: number
}

/**
 * Background work that outlives the call that asked for it. At least once: handlers must bear a repetition.
 *
 * An adapter that passes `taskQueueContract` from `@graphkeep/core/testing` is complete. Once closed, a queue rejects
 * with {@link StoreUnavailable}.
 */
export interface TaskQueue extends AsyncDisposable {
  /** Names the engine, e.g. `sqlite`. */
  readonly name: string

  /**
   * Adds a job; returns the one already there when its `dedupeKey` is taken.
   *
   * @throws TypeError when the payload is not JSON, or over 1 MiB.
   */
  enqueue(job: NewJob): Promise<Job>

  /**
   * Starts to take jobs of a type.
   *
   * @throws TypeError when the queue has a worker for the type in this process already.
   */
  work(type: string, handler: JobHandler, options?: WorkOptions): Worker

  /** Returns the job, or `undefined` when the scope has none with that id. */
  get(scope: Scope, id: string): Promise<Job | undefined>

  /** Returns the scope's jobs, the newest first. */
  list(scope: Scope, filter?: JobFilter): Promise<readonly Job[]>

  /** Cancels a job that has not ended; a running one is told through its signal. Returns whether there was one. */
  cancel(scope: Scope, id: string): Promise<boolean>

  /** Removes every job of the scope, whatever its state. */
  clear(scope: Scope): Promise<void>

  /** Stops the workers. With `drain`, jobs that run may end; without, they are told to stop and run again later. */
  close(options?: { readonly drain?: boolean }): Promise<void>
}
