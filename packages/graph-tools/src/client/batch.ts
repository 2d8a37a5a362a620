import { GraphFailure, type ToolContext } from '@graphkeep/core'

import { largestBatch, readBatch, type WireRequest, writeBatch } from './batch-wire.ts'
import { errorIn, nothingButErrorIn } from './error-body.ts'
import { adviceFor, explain, nameOf } from './explanation.ts'
import type { GraphRequestInit } from './graph-call.ts'
import { longSleep } from './long-sleep.ts'
import { retryAfterMs } from './retry-after.ts'

/** One request of many. */
export interface BatchRequest {
  /** Names it among the others; told apart without regard to casing. */
  readonly id: string

  /** Default `GET`. */
  readonly method?: string

  /** Below the API's version, e.g. `/me/messages`. */
  readonly path: string
  readonly headers?: Readonly<Record<string, string>>

  /** Sent as JSON. An action without arguments is sent `{}`. */
  readonly body?: object

  /** Ids of requests that have to succeed before; they stand earlier in the list. */
  readonly dependsOn?: readonly string[]
}

/** What became of one request: Graph's answer, or why there is none. */
export type BatchOutcome =
  | { readonly ok: true; readonly status: number; readonly body: unknown }
  | { readonly ok: false; readonly error: GraphFailure }

type Batching = Pick<ToolContext, 'fetch' | 'signal' | 'clock'>

/** How often one request is sent again because Graph throttled it alone. */
const mostRounds = 10

/**
 * Sends any number of requests in batches of 20, and gives an outcome for each, by id. One that is throttled is sent
 * again after as long as Graph asks, and so is what waits for it; what depends on a failure is not sent, or fails with
 * 424 (Graph rule 25). One that fails leaves the others as they are.
 *
 * @param init Say `repeatable` when doing all of it twice does no more than doing it once: then a batch that got lost on
 * its way is sent again. Default: only when all of it reads.
 * @throws TypeError for two requests of one id, or one that depends on what does not stand before it.
 *
 * @example
 * ```ts
 * const requests = ids.map((id) => ({ id, method: 'PATCH', path: graphPath`/me/messages/${id}`, body: { isRead: true } }))
 * const outcomes = await sendBatch(context, requests, { repeatable: true })
 * const failed = [...outcomes].filter(([, { ok }]) => !ok)
 * ```
 */
export async function sendBatch(
  context: Batching,
  requests: readonly BatchRequest[],
  init: Pick<GraphRequestInit, 'repeatable' | 'lookAt'> = {},
): Promise<ReadonlyMap<string, BatchOutcome>> {
  requireOrder(requests)
  const outcomes = new Map<string, BatchOutcome>()
  let left = requests
  for (let round = 0; left.length > 0; round++) {
    const again: BatchRequest[] = []
    let waitMs = 0
    for (const chunk of chunksOf(left)) {
      const { throttled, wait } = await sendChunk(context, chunk, {
        outcomes,
        again,
        init,
        last: round === mostRounds,
      })
      again.push(...throttled)
      waitMs = Math.max(waitMs, wait)
    }
    left = again
    if (left.length > 0) await longSleep(context.clock, waitMs, context.signal)
  }
  return outcomes
}

interface Sending {
  /** Filled in as they come. */
  readonly outcomes: Map<string, BatchOutcome>

  /** What earlier chunks left to be sent again. */
  readonly again: readonly BatchRequest[]
  readonly init: Pick<GraphRequestInit, 'repeatable' | 'lookAt'>

  /** Whether what is throttled now has been so too often. */
  readonly last: boolean
}

interface Throttled {
  readonly throttled: readonly BatchRequest[]

  /** In milliseconds. */
  readonly wait: number
}

async function sendChunk(
  context: Batching,
  chunk: readonly BatchRequest[],
  sending: Sending,
): Promise<Throttled> {
  const { outcomes, again, last } = sending
  const later = chunk.filter((request) => dependsOnAny(request, again))
  const now = chunk.filter((request) => !later.includes(request) && !failsBefore(request, outcomes))
  if (now.length === 0) return { throttled: later, wait: 0 }
  const answers = await post(context, now, outcomes, sending.init)
  const throttled: BatchRequest[] = []
  let wait = 0
  for (const request of now) {
    const answer = answers instanceof GraphFailure ? answers : answers.get(request.id.toLowerCase())
    const sentAgain =
      answer instanceof Response &&
      !last &&
      (answer.status === 429 || (answer.status === 424 && dependsOnAny(request, throttled)))
    if (sentAgain) {
      throttled.push(request)
      wait = Math.max(wait, retryAfterMs(answer.headers, context.clock.now()) ?? 1000)
    } else
      outcomes.set(
        request.id,
        await outcomeOf(answer, request, { ...sending.init, now: context.clock.now() }),
      )
  }
  return { throttled: [...throttled, ...later], wait }
}

async function post(
  { fetch, signal }: Batching,
  requests: readonly BatchRequest[],
  outcomes: ReadonlyMap<string, BatchOutcome>,
  {
    lookAt,
    repeatable = requests.every(({ method = 'GET' }) => method.toUpperCase() === 'GET'),
  }: Sending['init'],
): Promise<ReadonlyMap<string, Response> | GraphFailure> {
  try {
    const init: GraphRequestInit = {
      method: 'POST',
      body: writeBatch(requests.map((request) => wireRequest(request, outcomes))),
      repeatable,
      signal,
      batch: { path: requests[0]?.path ?? '/', size: requests.length },
      ...(lookAt !== undefined && { lookAt }),
    }
    return await readBatch(await fetch('/$batch', init))
  } catch (error) {
    if (error instanceof GraphFailure) return error
    throw error
  }
}

/** What it depends on and is done already is not in the same batch. */
function wireRequest(
  { id, method = 'GET', path, headers = {}, body, dependsOn = [] }: BatchRequest,
  outcomes: ReadonlyMap<string, BatchOutcome>,
): WireRequest {
  const writes = method.toUpperCase() !== 'GET' && method.toUpperCase() !== 'DELETE'
  const open = dependsOn.filter((other) => !outcomes.has(other))
  const content = body ?? (writes ? {} : undefined)
  return {
    id,
    method: method.toUpperCase(),
    url: path,
    headers: { ...(content !== undefined && { 'content-type': 'application/json' }), ...headers },
    ...(content !== undefined && { body: content }),
    ...(open.length > 0 && { dependsOn: open }),
  }
}

interface Judging extends Pick<GraphRequestInit, 'repeatable' | 'lookAt'> {
  readonly now: number
}

async function outcomeOf(
  answer: Response | GraphFailure | undefined,
  request: BatchRequest,
  judging: Judging,
): Promise<BatchOutcome> {
  if (answer instanceof GraphFailure) return { ok: false, error: answer }
  if (answer === undefined) return { ok: false, error: unanswered() }
  const body: unknown = answer.body === null ? undefined : await answer.json()
  if (answer.ok && nothingButErrorIn(body) === undefined) return { ok: true, status: answer.status, body }
  return { ok: false, error: refusedInBatch(answer, body, request, judging) }
}

function refusedInBatch(
  { ok, status, headers }: Response,
  body: unknown,
  { method = 'GET' }: BatchRequest,
  { now, repeatable = false, lookAt = 'Look whether it did before doing it again.' }: Judging,
): GraphFailure {
  const error = errorIn(body)
  const { what, next, retryable = false } = explain(status, error)
  const wait = retryAfterMs(headers, now)
  const outcomeUnknown = method.toUpperCase() !== 'GET' && (ok || status === 502 || status === 504)
  const advice = outcomeUnknown ? `Whether it took effect is not known. ${lookAt}` : adviceFor(next, wait)
  return new GraphFailure(`${what} (${nameOf(status, error)}). ${advice}`, {
    status,
    graphCode: error?.code,
    requestId: headers.get('request-id') ?? error?.requestId,
    retryAfterMs: wait,
    retryable: retryable && (repeatable || !outcomeUnknown),
    outcomeUnknown,
  })
}

function unanswered(): GraphFailure {
  return new GraphFailure(
    'Microsoft Graph answered the batch, but not this request of it. Look whether it was done before doing it again.',
    { status: 0, outcomeUnknown: true },
  )
}

/** Notes the failure of what depends on one. */
function failsBefore({ id, dependsOn = [] }: BatchRequest, outcomes: Map<string, BatchOutcome>): boolean {
  const failed = dependsOn.some((other) => outcomes.get(other)?.ok === false)
  if (failed) {
    const message = 'A request that this one depends on has failed, so it was not sent. Mend that one first.'
    outcomes.set(id, { ok: false, error: new GraphFailure(message, { status: 424 }) })
  }
  return failed
}

function dependsOnAny({ dependsOn = [] }: BatchRequest, others: readonly BatchRequest[]): boolean {
  return others.some(({ id }) => dependsOn.includes(id))
}

function chunksOf(requests: readonly BatchRequest[]): readonly (readonly BatchRequest[])[] {
  const count = Math.ceil(requests.length / largestBatch)
  return Array.from({ length: count }, (_, at) => requests.slice(at * largestBatch, (at + 1) * largestBatch))
}

function requireOrder(requests: readonly BatchRequest[]): void {
  const before = new Set<string>()
  for (const { id, dependsOn = [] } of requests) {
    if (before.has(id.toLowerCase())) throw new TypeError(`Two requests of the batch have the id "${id}"`)
    const missing = dependsOn.find((other) => !before.has(other.toLowerCase()))
    if (missing !== undefined)
      throw new TypeError(`"${id}" depends on "${missing}", which does not stand before it in the batch`)
    before.add(id.toLowerCase())
  }
}
