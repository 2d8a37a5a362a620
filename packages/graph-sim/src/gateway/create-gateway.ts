import { authenticate } from '../auth/authenticate.ts'
import { GraphProblem } from '../errors/graph-problem.ts'
import type { FaultPlan, FaultyCaller } from '../faults/fault-plan.ts'
import type { Random } from '../random/random.ts'
import { noteRequest } from '../snapshot/note-request.ts'
import { type LoggedRequest, loggedHeaders, type RequestLog } from '../tenant/request-log.ts'
import type { TenantState } from '../tenant/tenant-state.ts'
import { answerOpenly } from './answer-openly.ts'
import { applyFault } from './apply-fault.ts'
import { type BatchStep, readBatch } from './batch-plan.ts'
import { type Incoming, readIncoming } from './incoming.ts'
import { parseJson } from './parse-json.ts'
import { runBatch } from './run-batch.ts'
import { runRoute, type Surroundings } from './run-route.ts'
import { type Outgoing, type Stamp, toResponse, writeAnswer, writeProblem } from './write-response.ts'

/** What a gateway is made of. */
export interface GatewayParts extends Surroundings {
  readonly log: RequestLog
  readonly faults: FaultPlan
  /** Who is told of every answer. */
  readonly watchers: Set<AnswerWatcher>
  /** Where request ids come from. */
  readonly random: Random
}

/** Hears of an answer as it goes out; `undefined` when a fault broke the connection. */
export type AnswerWatcher = (entry: LoggedRequest, answer: Outgoing | undefined, milliseconds: number) => void

/** A function that answers like `fetch` against Graph. */
export type Gateway = (input: string | URL | Request, init?: RequestInit) => Promise<Response>

/** Builds the entrance of a tenant: every request is logged, may meet a fault, and is answered in Graph's shapes. */
export function createGateway(parts: GatewayParts): Gateway {
  const answer = async (incoming: Incoming): Promise<Response> => {
    incoming.signal?.throwIfAborted()
    const outgoing = await handle(incoming, parts, undefined)
    incoming.signal?.throwIfAborted()
    const location = outgoing.headers['Location']
    if (outgoing.status !== 302 || location === undefined || incoming.redirect === 'manual')
      return toResponse(outgoing)
    if (incoming.redirect === 'error') throw new TypeError('fetch failed: the answer is a redirect')
    const headers = new Headers(incoming.headers)
    headers.delete('authorization')
    return answer({ ...incoming, method: 'GET', url: new URL(location), headers })
  }
  return async (input, init) => answer(await readIncoming(input, init))
}

/** Takes one request to its answer; `batch` is the number of the request that it came in. */
async function handle(incoming: Incoming, parts: GatewayParts, batch: number | undefined): Promise<Outgoing> {
  const { log, faults, tenant, random, watchers } = parts
  const { method, url, headers } = incoming
  tenant.timeline.runDue()
  const requestId = random.fork(`id ${log.next()}`).guid()
  const now = tenant.clock.now()
  const stamp: Stamp = { requestId, clientRequestId: headers.get('client-request-id') ?? requestId, now }
  const entry = log.open({
    method,
    url: url.href,
    at: now,
    requestId,
    headers: loggedHeaders(headers),
    batch,
  })
  const fault = faults.take({
    method,
    path: `${url.pathname}${url.search}`,
    caller: () => callerOf(headers, tenant),
  })
  const begun = performance.now()
  let outgoing: Outgoing | undefined
  try {
    const proceed = (): Promise<Outgoing> => respond(incoming, parts, stamp, entry.number)
    outgoing =
      fault === undefined ? await proceed() : await applyFault(fault, stamp, proceed, incoming.signal)
    return outgoing
  } finally {
    log.settle(entry, { status: outgoing?.status ?? 0, fault: fault?.kind })
    for (const watch of watchers) watch(entry, outgoing, performance.now() - begun)
  }
}

async function respond(
  incoming: Incoming,
  parts: GatewayParts,
  stamp: Stamp,
  number: number,
): Promise<Outgoing> {
  const accept = incoming.headers.get('accept') ?? ''
  try {
    const open = await noteRequest(incoming, parts.tenant, () => answerOpenly(incoming, parts.tenant))
    if (open !== undefined) return writeAnswer(open, stamp, { applied: '', accept })
    if (isBatch(incoming)) {
      authenticate(incoming.headers, parts.tenant)
      const steps = readBatch(parseJson(incoming.body, incoming.headers))
      const run = (step: BatchStep): Promise<Outgoing> => handle(stepOf(step, incoming), parts, number)
      return writeAnswer(await runBatch(steps, run, parts.random.fork(`order ${number}`)), stamp, {
        applied: '',
        accept,
      })
    }
    const { answer, applied } = await runRoute(incoming, parts)
    return writeAnswer(answer, stamp, { applied, accept })
  } catch (error) {
    if (error instanceof GraphProblem) return writeProblem(error.problem, stamp)
    throw error
  }
}

/** Who asks; nobody when the token is not good, which the request will be told itself. */
function callerOf(headers: Headers, tenant: TenantState): FaultyCaller | undefined {
  try {
    const principal = authenticate(headers, tenant)
    const user = principal.kind === 'delegated' ? [principal.user.id, principal.user.userPrincipalName] : []
    return { app: principal.appId, names: user }
  } catch (error) {
    if (error instanceof GraphProblem) return undefined
    throw error
  }
}

function isBatch({ method, url }: Incoming): boolean {
  return method === 'POST' && /^\/v1\.0\/(\$|%24)batch\/?$/i.test(url.pathname)
}

/** Nothing of the batch's own headers but the token reaches the requests in it. */
function stepOf(step: BatchStep, { url, headers, signal }: Incoming): Incoming {
  const inner = new Headers(step.headers)
  const token = headers.get('authorization')
  if (token !== null) inner.set('authorization', token)
  return {
    method: step.method,
    url: new URL(`${url.origin}/v1.0${step.url}`),
    headers: inner,
    body: bytesOf(step),
    signal,
    redirect: 'manual',
  }
}

/** A JSON body stands in the batch as JSON, any other in base64. */
function bytesOf({ body, headers }: BatchStep): Uint8Array {
  if (body === undefined) return new Uint8Array(0)
  if (/json/i.test(headers['content-type'] ?? '')) return Buffer.from(JSON.stringify(body))
  return Buffer.from(String(body), 'base64')
}
