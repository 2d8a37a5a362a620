import { applicationThrottled } from '../errors/catalog.ts'
import type { Limit, ThrottledRequest } from './limit.ts'

/** How much one app may ask of one mailbox (Graph rule 27). */
export interface OutlookLimits {
  /** Requests at the same time; 4 by default. */
  readonly concurrency?: number
  /** Requests in a window; 10,000 by default. */
  readonly requests?: number
  /** The length of a window in milliseconds; 10 minutes by default. */
  readonly window?: number
  /** The `Retry-After` of a request over the concurrency limit, in seconds; 1 by default. */
  readonly retryAfter?: number
  /** Bytes that may come in within 5 minutes; 150 MB by default. */
  readonly uploadBytes?: number
}

/** The app and the mailbox of a request to Outlook; `undefined` for all others. */
export function mailboxKey({ match, principal, owner }: ThrottledRequest): string | undefined {
  return match.route.workload === 'outlook' ? `${principal.appId}/${owner}` : undefined
}

/** The limits of Outlook over time. */
export function outlookLimits({
  requests = 10_000,
  window = 600_000,
  uploadBytes = 150 * 1024 * 1024,
}: OutlookLimits): readonly Limit[] {
  return [
    {
      most: () => requests,
      window,
      countedFor: mailboxKey,
      refusal: (_request, { retryAfter }) => applicationThrottled('Please retry again later.', retryAfter),
    },
    {
      most: () => uploadBytes,
      window: 300_000,
      countedFor: mailboxKey,
      cost: ({ bytes }) => bytes,
      refusal: (_request, { retryAfter }) =>
        applicationThrottled('Application is over its IncomingBytes limit.', retryAfter),
    },
  ]
}
