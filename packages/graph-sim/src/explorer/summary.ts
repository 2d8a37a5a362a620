import type { KeptAnswer } from './kept-answers.ts'

/** A request as the list of the explorer shows it. */
export interface RequestSummary {
  readonly number: number
  readonly method: string
  /** With its query, without the host. */
  readonly path: string
  readonly status: number
  readonly milliseconds: number
  readonly fault: string | null
  /** The number of the batch that it was part of. */
  readonly batch: number | null
  /** On the tenant's clock. */
  readonly at: string
}

/** Sums up a request for the list. */
export function summaryOf({ entry, milliseconds }: KeptAnswer): RequestSummary {
  const { number, method, status, fault, batch, at } = entry
  const { pathname, search } = new URL(entry.url)
  return {
    number,
    method,
    path: `${pathname}${search}`,
    status,
    milliseconds: Math.round(milliseconds * 10) / 10,
    fault: fault ?? null,
    batch: batch ?? null,
    at: new Date(at).toISOString(),
  }
}
