import type { Problem } from '../errors/graph-problem.ts'
import type { Answer } from './answer.ts'

/** The ids and the time that every answer carries. */
export interface Stamp {
  readonly requestId: string
  readonly clientRequestId: string
  /** Milliseconds since the epoch. */
  readonly now: number
}

/** An answer with all its headers, its body still in one piece. */
export interface Outgoing {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly body: string | Uint8Array | undefined
}

const jsonType =
  'application/json;odata.metadata=minimal;odata.streaming=true;IEEE754Compatible=false;charset=utf-8'

/** What a request says about the form of its answer. */
export interface Wishes {
  /** The part of its `Prefer` header that is granted. */
  readonly applied: string
  /** Its `Accept` header; empty without one. */
  readonly accept: string
}

/** What stays when a client wants no metadata. */
const essential: readonly string[] = ['@odata.nextLink', '@odata.deltaLink', '@odata.count']

/** Gives an answer the headers that all of Graph's answers have. */
export function writeAnswer(answer: Answer, stamp: Stamp, { applied, accept }: Wishes): Outgoing {
  const headers = {
    ...stampHeaders(stamp),
    ...(applied === '' ? {} : { 'Preference-Applied': applied }),
    ...answer.headers,
  }
  if (answer.json === undefined) return { status: answer.status, headers, body: answer.bytes }
  const bare = /odata\.metadata=none/i.test(accept)
  return {
    status: answer.status,
    headers: {
      ...headers,
      'Content-Type': bare ? jsonType.replace('minimal', 'none') : jsonType,
      'OData-Version': '4.0',
    },
    body: JSON.stringify(answer.json, bare ? withoutMetadata : undefined),
  }
}

function withoutMetadata(key: string, value: unknown): unknown {
  const isMetadata = /@odata\.|^@microsoft\.graph\.tips$/.test(key) && !essential.includes(key)
  return isMetadata ? undefined : value
}

/** Writes a refusal in Graph's error shape. */
export function writeProblem(problem: Problem, stamp: Stamp): Outgoing {
  const { code, message, details } = problem
  const innerError = {
    ...problem.inner,
    date: new Date(stamp.now).toISOString().slice(0, 19),
    'request-id': stamp.requestId,
    'client-request-id': stamp.clientRequestId,
  }
  return {
    status: problem.status,
    headers: { ...stampHeaders(stamp), 'Content-Type': 'application/json', ...problem.headers },
    body: JSON.stringify({
      error: { code, message, ...(details === undefined ? {} : { details }), innerError },
    }),
  }
}

/** Makes the response that `fetch` resolves to. */
export function toResponse({ status, headers, body }: Outgoing): Response {
  const empty = status === 204 || status === 304
  return new Response(empty || body === undefined ? null : (body as Uint8Array<ArrayBuffer> | string), {
    status,
    headers,
  })
}

function stampHeaders({ requestId, clientRequestId, now }: Stamp): Record<string, string> {
  return {
    'Cache-Control': 'no-cache',
    'request-id': requestId,
    'client-request-id': clientRequestId,
    Date: new Date(now).toUTCString(),
  }
}
