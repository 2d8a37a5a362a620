import { isGraphkeepError } from '@graphkeep/core'

/**
 * What a failed fetch means for what is kept: `revoked`, it may not be seen any more; `missing`, it does not exist;
 * `unavailable`, the origin did not answer for now; `other`, nothing.
 */
export type FailureKind = 'revoked' | 'missing' | 'unavailable' | 'other'

const networkCodes = /^(UND_ERR_|ECONN|ENOTFOUND|EAI_AGAIN|ETIMEDOUT|EPIPE|EHOST|ENET)/

/**
 * Tells what a failed fetch means. Any error with a numeric `status` is understood, not only `GraphFailure`; but only
 * Graph's own 404 is taken as word that something does not exist.
 *
 * @example
 * ```ts
 * kindOfFailure(new GraphFailure('Busy', { status: 503 })) // 'unavailable'
 * ```
 */
export function kindOfFailure(error: unknown): FailureKind {
  if (isGraphkeepError(error) && error.code === 'ERR_SIGN_IN_REQUIRED') return 'revoked'
  const status = statusOf(error)
  if (status === 401 || status === 403) return 'revoked'
  if (status === 404) return isGraphkeepError(error) ? 'missing' : 'other'
  if (status === 0 || status === 408 || status === 429 || (status !== undefined && status >= 500))
    return 'unavailable'
  return isRetryable(error) || isOfNetwork(error, 0) ? 'unavailable' : 'other'
}

/**
 * Says in a few words what failed, by code and status alone: a message may hold what nobody else should read.
 *
 * @example
 * ```ts
 * describeFailure(new GraphFailure('Busy', { status: 503 })) // 'ERR_GRAPH, status 503'
 * ```
 */
export function describeFailure(error: unknown): string {
  const status = statusOf(error)
  const code = isGraphkeepError(error) ? error.code : isOfNetwork(error, 0) ? 'no answer' : 'an error'
  return status === undefined ? code : `${code}, status ${status}`
}

function statusOf(error: unknown): number | undefined {
  const status = fieldOf(error, 'status')
  return typeof status === 'number' ? status : undefined
}

function isRetryable(error: unknown): boolean {
  return fieldOf(error, 'retryable') === true
}

function isOfNetwork(error: unknown, depth: number): boolean {
  if (depth > 5 || error === undefined) return false
  const code = fieldOf(error, 'code')
  if (fieldOf(error, 'name') === 'TimeoutError' || (typeof code === 'string' && networkCodes.test(code)))
    return true
  return isOfNetwork(fieldOf(error, 'cause'), depth + 1)
}

function fieldOf(error: unknown, name: string): unknown {
  return typeof error === 'object' && error !== null ? (error as Record<string, unknown>)[name] : undefined
}
