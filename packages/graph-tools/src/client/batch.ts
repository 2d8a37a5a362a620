import { GraphFailure, type ToolContext } from '@graphkeep/core'

import { permissionAdvice } from '../permissions/permission-advice.ts'
import { batchCall } from './batch-call.ts'
import { largestBatch, readBatch } from './batch-wire.ts'
import { nothingButErrorIn } from './error-body.ts'
import type { BatchInit, GraphCall, GraphRequestInit } from './graph-call.ts'
import { refusal } from './graph-failure.ts'
import { longSleep } from './long-sleep.ts'
import { retryAfterMs } from './retry-after.ts'

/** One request of many. */
export interface BatchRequest {
  /** Names it among the others; told apart without regard to casing. */
  readonly id: string

  /** Default `GET`. */
  readonly method?: string

  /** Below the API's version, e.g. `/me/messages`. It and its headers are sent as they would be alone. */
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
  const outcomes = new Map<string, BatchOutcome>()
  let left = inOrder(requests)
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
  const throttled: BatchRequest[] = []
  let wait = 0
  for (const one of await post(context, now, sending)) {
    const { request, answer } = one
    const sentAgain =
      answer instanceof Response &&
      !last &&
      (answer.status === 429 || (answer.status === 424 && dependsOnAny(request, throttled)))
    if (sentAgain) {
      throttled.push(request)
      wait = Math.max(wait, retryAfterMs(answer.headers, context.clock.now()) ?? 1000)
    } else outcomes.set(request.id, await outcomeOf(one, context.clock.now()))
  }
  return { throttled: [...throttled, ...later], wait }
}

/** One request, what it was sent as, and its answer. */
interface Posted {
  readonly request: BatchRequest
  readonly call: GraphCall | undefined
  readonly answer: Response | GraphFailure | undefined
}

async function post(
  { fetch, signal }: Batching,
  requests: readonly BatchRequest[],
  { outcomes, init }: Sending,
): Promise<readonly Posted[]> {
  const calls = new Map<string, GraphCall>()
  const repeatable = requests.every(({ method = 'GET' }) => method.toUpperCase() === 'GET')
  const batch: BatchInit = {
    batch(make, baseUrl) {
      const parts = requests.map((request) => {
        const { id, path, dependsOn = [] } = request
        const call = make(path, { repeatable, ...init, ...aloneInit(request), signal })
        calls.set(id, call)
        // What it depends on and is done already is not in the same batch.
        return { id, call, dependsOn: dependsOn.filter((other) => !outcomes.has(other)) }
      })
      return batchCall(parts, baseUrl)
    },
  }
  const answers = await fetch('/$batch', batch).then(readBatch).catch(failureOf)
  return requests.map((request) => ({
    request,
    call: calls.get(request.id),
    answer: answers instanceof GraphFailure ? answers : answers.get(request.id.toLowerCase()),
  }))
}

function failureOf(error: unknown): GraphFailure {
  if (error instanceof GraphFailure) return error
  throw error
}

/** An action without arguments is sent `{}` (Graph rule 25). */
function aloneInit({ method = 'GET', headers = {}, body }: BatchRequest): GraphRequestInit {
  const writes = !['GET', 'DELETE'].includes(method.toUpperCase())
  const content = body ?? (writes ? {} : undefined)
  return { method, headers, ...(content !== undefined && { body: JSON.stringify(content) }) }
}

async function outcomeOf({ answer, call }: Posted, now: number): Promise<BatchOutcome> {
  if (answer instanceof GraphFailure) return { ok: false, error: answer }
  if (answer === undefined || call === undefined) return { ok: false, error: unanswered() }
  const body: unknown = answer.body === null ? undefined : await answer.clone().json()
  if (answer.ok && nothingButErrorIn(body) === undefined) return { ok: true, status: answer.status, body }
  const advice = answer.status === 403 ? await permissionAdvice(call) : undefined
  return { ok: false, error: await refusal(answer, call, { now, advice }) }
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

/** Returns the requests with the ids that they depend on in the casing of those. */
function inOrder(requests: readonly BatchRequest[]): readonly BatchRequest[] {
  const before = new Map<string, string>()
  return requests.map((request) => {
    const { id, dependsOn = [] } = request
    if (before.has(id.toLowerCase())) throw new TypeError(`Two requests of the batch have the id "${id}"`)
    const known = dependsOn.map((other) => before.get(other.toLowerCase()) ?? missing(id, other))
    before.set(id.toLowerCase(), id)
    return { ...request, dependsOn: known }
  })
}

function missing(id: string, other: string): never {
  throw new TypeError(`"${id}" depends on "${other}", which does not stand before it in the batch`)
}
