import { parseMailDate } from '../mime/parse-date.ts'
import type { ParsedMime } from '../mime/read-mime.ts'
import { headerOf } from '../workloads/mail/content-from-mime.ts'

/** When a message was sent and received, in milliseconds, and what of it was not in its `Date`. */
export interface MailTimes {
  readonly sent: number
  readonly received: number
  readonly notes: readonly string[]
}

/** Exchange knows no time before. */
const earliest = Date.UTC(1601, 0, 2)
const twoDays = 172_800_000

/**
 * Finds out when a message came: by its `Date`, else by the last `Received` (the one on top), else it follows
 * the message before it by a second.
 */
export function receivedTime(parsed: ParsedMime, now: number, previous: number): MailTimes {
  const date = headerOf(parsed, 'date')
  const own = date === undefined ? undefined : sound(parseMailDate(date), now)
  if (own !== undefined) return { sent: own, received: own, notes: [] }
  const what = date === undefined || date.trim() === '' ? 'has no Date' : 'has a Date that cannot be read'
  const hop = headerOf(parsed, 'received')
  const last = hop === undefined ? undefined : sound(parseMailDate(hop.slice(hop.lastIndexOf(';') + 1)), now)
  if (last !== undefined)
    return {
      sent: last,
      received: last,
      notes: [`It ${what}: the time is that of its last Received header.`],
    }
  const next = previous + 1000
  return {
    sent: next,
    received: next,
    notes: [`It ${what} and no Received header: the time follows the order of the files.`],
  }
}

function sound(at: number | undefined, now: number): number | undefined {
  return at !== undefined && at >= earliest && at <= now + twoDays ? at : undefined
}
