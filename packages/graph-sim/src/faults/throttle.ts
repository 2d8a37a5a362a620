import { applicationThrottled } from '../errors/catalog.ts'
import { refuse } from '../errors/graph-problem.ts'
import type { Clock } from '../tenant/clock.ts'

/** How much one app may ask of one mailbox (Graph rule 27). */
export interface ThrottlingOptions {
  /** Requests at the same time; 4 by default. `Infinity` turns the limit off. */
  readonly concurrency?: number
  /** Requests in a window; 10,000 by default. `Infinity` turns the limit off. */
  readonly requests?: number
  /** The length of a window in milliseconds; 10 minutes by default. */
  readonly window?: number
  /** The `Retry-After` of a request over the concurrency limit, in seconds; 1 by default. */
  readonly retryAfter?: number
  /** Bytes that may come in within 5 minutes; 150 MB by default. */
  readonly uploadBytes?: number
}

/** Counts what each app asks of each mailbox. */
export interface Throttle {
  /** Lets a request in, or refuses it with 429; the returned function has to be called when it is answered. */
  enter(key: string, bytes: number): () => void
}

interface Usage {
  active: number
  /** When the present window began, and what has come in since. */
  start: number
  requests: number
  uploadStart: number
  bytes: number
}

const uploadWindow = 300_000

/** Creates the limits of a tenant. */
export function createThrottle(clock: Clock, options: ThrottlingOptions): Throttle {
  const {
    concurrency = 4,
    requests = 10_000,
    window = 600_000,
    retryAfter = 1,
    uploadBytes = 150 * 1024 * 1024,
  } = options
  const usages = new Map<string, Usage>()

  return {
    enter(key, bytes) {
      const now = clock.now()
      const usage = renew(
        usages.get(key) ?? { active: 0, start: now, requests: 0, uploadStart: now, bytes: 0 },
        now,
        window,
      )
      usages.set(key, usage)
      usage.requests++
      usage.bytes += bytes
      if (usage.active >= concurrency)
        refuse(applicationThrottled('Application is over its MailboxConcurrency limit.', retryAfter))
      if (usage.requests > requests)
        refuse(applicationThrottled('Please retry again later.', secondsUntil(usage.start + window, now)))
      if (usage.bytes > uploadBytes)
        refuse(
          applicationThrottled(
            'Application is over its IncomingBytes limit.',
            secondsUntil(usage.uploadStart + uploadWindow, now),
          ),
        )
      usage.active++
      return () => {
        usage.active--
      }
    },
  }
}

function renew(usage: Usage, now: number, window: number): Usage {
  if (now - usage.start >= window || now < usage.start) Object.assign(usage, { start: now, requests: 0 })
  if (now - usage.uploadStart >= uploadWindow || now < usage.uploadStart)
    Object.assign(usage, { uploadStart: now, bytes: 0 })
  return usage
}

function secondsUntil(moment: number, now: number): number {
  return Math.max(1, Math.ceil((moment - now) / 1000))
}
