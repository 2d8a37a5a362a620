import type { AnswerWatcher } from '../gateway/create-gateway.ts'
import type { LoggedRequest } from '../tenant/request-log.ts'

/** A request and what it was answered, as the explorer shows it. */
export interface KeptAnswer {
  readonly entry: LoggedRequest
  /** How long the answer took, in milliseconds of the machine. */
  readonly milliseconds: number
  readonly headers: Readonly<Record<string, string>>
  /** A text up to {@link mostText} characters; for anything else, what it is. */
  readonly body: string
}

/** The latest answers, kept while somebody may look at them. */
export interface KeptAnswers {
  readonly latest: readonly KeptAnswer[]
  readonly keep: AnswerWatcher
  find(number: number): KeptAnswer | undefined
  /** The number of the request whose answer has a `request-id`. */
  numberOf(requestId: string): number | undefined
}

/** How many answers are kept. */
const most = 200
/** How much of one body is kept, in characters. */
const mostText = 256 * 1024

/** Creates an empty collection of the latest answers; `tell` hears of each that is added. */
export function createKeptAnswers(tell: (answer: KeptAnswer) => void): KeptAnswers {
  const latest: KeptAnswer[] = []
  return {
    latest,
    keep(entry, answer, milliseconds) {
      const headers = answer?.headers ?? {}
      const kept = { entry: { ...entry }, milliseconds, headers, body: textOf(answer?.body, headers) }
      latest.push(kept)
      if (latest.length > most) latest.shift()
      tell(kept)
    },
    numberOf: (requestId) => latest.findLast(({ entry }) => entry.requestId === requestId)?.entry.number,
    find: (number) => latest.findLast(({ entry }) => entry.number === number),
  }
}

function textOf(body: string | Uint8Array | undefined, headers: Readonly<Record<string, string>>): string {
  if (body === undefined) return ''
  const type = headers['Content-Type'] ?? ''
  if (typeof body !== 'string' && !/json|^text\//i.test(type))
    return `(${body.length} bytes${type === '' ? '' : ` of ${type}`})`
  const text = typeof body === 'string' ? body : Buffer.from(body.subarray(0, mostText)).toString('utf8')
  return text.length > mostText
    ? `${text.slice(0, mostText)}\n(and ${text.length - mostText} characters more)`
    : text
}
