import { isGraphkeepError } from '../errors.ts'
import type { Job } from './task-queue.ts'

/** What a try ended with, as it is kept with the job. */
export type JobError = NonNullable<Job['error']>

/** What a job is kept with when its worker died: it gave no sign of life for the length of its lease. */
export const leaseLost: JobError = Object.freeze({
  code: 'ERR_LEASE_LOST',
  message: 'The worker gave no sign of life until its lease ran out',
})

/**
 * Returns what of an error may be kept: code and message of Graphkeep's own, which hold no content; of any other
 * only its class, since its message may quote what it worked on.
 *
 * @example
 * ```ts
 * jobErrorOf(new SyntaxError('Unexpected token in "Dear Ada"')).code // 'ERR_UNEXPECTED'
 * ```
 */
export function jobErrorOf(error: unknown): JobError {
  if (isGraphkeepError(error)) return { code: error.code, message: error.message }
  const name = error instanceof Error ? error.constructor.name : typeof error
  return {
    code: 'ERR_UNEXPECTED',
    message: `The handler failed with ${name}; its message is not kept, as it may hold content`,
  }
}
