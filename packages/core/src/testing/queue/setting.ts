import assert from 'node:assert/strict'
import { setTimeout } from 'node:timers/promises'

import type { Job, JobContext, JobState, NewJob, TaskQueue } from '../../queue/task-queue.ts'
import type { Scope } from '../../scope.ts'
import type { MovableClock, Rule } from '../contract.ts'
import type { ManualClock } from '../manual-clock.ts'

/** The scope of rules that need only one. */
export const ada: Scope = { tenant: 'contoso.com', account: 'ada' }

/** Another account of the same tenant. */
export const bob: Scope = { tenant: 'contoso.com', account: 'bob' }

/** Adds a job of the type `work` in Ada's scope, or whatever else is wished. */
export function add(queue: TaskQueue, wish: Partial<NewJob> = {}): Promise<Job> {
  return queue.enqueue({ scope: ada, type: 'work', ...wish })
}

/** Returns the job as it stands now. */
export async function find(queue: TaskQueue, { scope, id }: Job): Promise<Job> {
  return (await queue.get(scope, id)) ?? assert.fail('the job is not there')
}

const patienceMs = 5_000

/** Waits for something in real time, since a backend needs some whatever the clock says. */
export async function until(what: string, isSo: () => boolean | Promise<boolean>): Promise<void> {
  const end = Date.now() + patienceMs
  while (!(await isSo())) {
    if (Date.now() > end) assert.fail(`waited in vain: ${what}`)
    await setTimeout(1)
  }
}

/** Waits until the job is in a state, and returns it. */
export async function reach(queue: TaskQueue, job: Job, state: JobState): Promise<Job> {
  await until(`the job is ${state}`, async () => (await find(queue, job)).state === state)
  return find(queue, job)
}

/** A try of a job that goes on until the test ends it. */
export interface Try {
  readonly job: Job
  readonly context: JobContext
  readonly finish: (result?: unknown) => void
  readonly fail: (error: unknown) => void
}

/** A handler whose tries the test ends by hand. */
export interface HeldHandler {
  readonly tries: readonly Try[]
  readonly handle: (job: Job, context: JobContext) => Promise<unknown>

  /** Waits until there were so many tries, and returns the last of them. */
  readonly started: (count: number) => Promise<Try>
}

/** Makes a handler whose tries the test ends by hand. */
export function held(): HeldHandler {
  const tries: Try[] = []
  return {
    tries,

    handle(job, context) {
      const { promise, resolve, reject } = Promise.withResolvers<unknown>()
      tries.push({ job, context, finish: resolve, fail: reject })
      return promise
    },

    async started(count) {
      await until(`${count} tries have started`, () => tries.length >= count)
      return tries[count - 1] as Try
    },
  }
}

/** A rule for every queue. */
export function rule(
  name: string,
  check: (queue: TaskQueue, clock: MovableClock) => Promise<void>,
): Rule<TaskQueue> {
  return { name, exact: false, check }
}

/** A rule about exact moments. */
export function exactRule(
  name: string,
  check: (queue: TaskQueue, clock: ManualClock) => Promise<void>,
): Rule<TaskQueue> {
  return { name, exact: true, check }
}

/** Gives what must not happen a chance to happen. */
export async function pause(clock: MovableClock): Promise<void> {
  await clock.advance(0)
  await setTimeout(10)
}
