import { jsonText } from '../json-text.ts'
import { type Scope, scopeKey } from '../scope.ts'
import type { NewJob } from './task-queue.ts'

/** A job to be done, checked, with every default applied. */
export interface CompleteJob {
  readonly scope: Scope
  readonly type: string

  /** Its JSON text. */
  readonly payload: string
  readonly priority: number
  readonly delayMs: number
  readonly dedupeKey?: string
  readonly group: string
  readonly attempts: number
  readonly backoffMs: number
}

const payloadLimit = 1024 * 1024

/**
 * Checks a job and applies its defaults, so that every queue takes and refuses the same.
 *
 * @throws TypeError when the payload is not JSON or over 1 MiB as UTF-8, or a number makes no sense.
 *
 * @example
 * ```ts
 * const scope = { tenant: 'contoso.com', account: 'ada' }
 * completeJob({ scope, type: 'cache.refresh' }).group // 'contoso.com/ada'
 * ```
 */
export function completeJob(job: NewJob): CompleteJob {
  const { priority = 0, delayMs = 0, attempts = 3, backoffMs = 1_000 } = job
  const { tenant, account } = job.scope
  const numbers = { priority, delayMs, attempts, backoffMs }
  check(job.type, numbers)
  const scopeGroup = scopeKey(job.scope)
  const { type, group = scopeGroup, dedupeKey } = job
  const whole = { scope: { tenant, account }, type, group, ...numbers }
  return { ...whole, payload: payloadText(job.payload), ...(dedupeKey !== undefined && { dedupeKey }) }
}

type Numbers = Pick<CompleteJob, 'priority' | 'delayMs' | 'attempts' | 'backoffMs'>

function check(type: string, { priority, delayMs, attempts, backoffMs }: Numbers): void {
  if (typeof type !== 'string' || type === '') throw new TypeError('A job needs a type, a non-empty string')
  if (!Number.isFinite(priority)) throw new TypeError('priority must be a finite number')
  if (!isDuration(delayMs)) throw new TypeError('delayMs must be a finite number of at least 0')
  if (!isDuration(backoffMs)) throw new TypeError('backoffMs must be a finite number of at least 0')
  if (Number.isInteger(attempts) && attempts >= 1) return
  throw new TypeError('attempts must be a whole number of at least 1')
}

function payloadText(payload: unknown = null): string {
  const text = jsonText(payload, 'payload')
  const { length } = new TextEncoder().encode(text)
  if (length <= payloadLimit) return text
  throw new TypeError(
    `payload is ${length} bytes of JSON, more than 1 MiB; keep large data elsewhere and pass its key`,
  )
}

function isDuration(ms: number): boolean {
  return Number.isFinite(ms) && ms >= 0
}
