import { type Clock, GraphFailure, scopeKey } from '@graphkeep/core'

import { answersInOrder } from './batch-wire.ts'
import { createFairQueue, type FairQueue } from './fair-queue.ts'
import { type GraphCall, isWrite, type Send } from './graph-call.ts'
import { longSleep } from './long-sleep.ts'
import { retryAfterMs } from './retry-after.ts'

/** How many requests may be on their way at once. */
export interface GateLimits {
  /** Of one mailbox, drive or site. */
  readonly owner: number

  /** Of one part of Graph in one tenant, such as its directory. */
  readonly tenant: number

  /** Of this client, over all of them. */
  readonly app: number
}

/**
 * Lets only so many requests of a lane be on their way at once. Those that wait are let in by turns of their accounts,
 * and writes before reads.
 *
 * A lane that Graph throttles is closed for as long as Graph asks, and opens again for one request at first: what
 * would be refused anyway is not sent (throttled requests count, Graph rule 32). Where Graph refuses requests of a batch
 * and answers later ones of it, only those wait, and the lane gets half its places.
 *
 * What Graph itself streams takes its place until it has been read; pre-authenticated storage does not count there.
 */
export function gated(next: Send, limits: GateLimits, clock: Clock): Send {
  const lanes = new Map<string, OpenLane>()
  const app = openLane(limits.app)

  const laneOf = ({ lane }: GraphCall): OpenLane => {
    const known = lanes.get(lane.key) ?? openLane(limits[lane.width])
    lanes.set(lane.key, known)
    return known
  }

  return async (call) => {
    call.signal.throwIfAborted()
    const lane = laneOf(call)
    const places = await enter(lane, call, clock)
    const leaveLane = (): void => {
      leave(lane, places)
      if (isIdle(lane)) lanes.delete(call.lane.key)
    }
    try {
      const appPlaces = await enter(app, call, clock)
      const answer = await next(call).finally(() => leave(app, appPlaces))
      await heed(lane, answer, call, clock)
      if (isStreaming(answer, call)) return readThrough(answer, leaveLane)
      leaveLane()
      return answer
    } catch (error) {
      leaveLane()
      throw error
    }
  }
}

function isStreaming({ ok }: Response, { answer, preauthenticated }: GraphCall): boolean {
  return ok && answer === 'streamed' && !preauthenticated
}

/** Returns an answer that calls `ended` once its body has been read, given up, or has broken off. */
function readThrough(answer: Response, ended: () => void): Response {
  const passage = new TransformStream<Uint8Array, Uint8Array>({ flush: ended, cancel: ended })
  return new Response((answer.body ?? new Blob([]).stream()).pipeThrough(passage), answer)
}

/** One lane, and who is in it. */
interface OpenLane {
  readonly limit: number

  /** How many Graph seems to bear just now: at most `limit`, fewer after a throttle. */
  allowed: number
  running: number

  /** In milliseconds since the epoch; 0 when nothing closes it. */
  closedUntil: number
  readonly writes: FairQueue<Waiting>
  readonly reads: FairQueue<Waiting>
}

interface Waiting {
  readonly places: number

  /** Lets it go on, with so many places as it was given. */
  readonly enter: (places: number) => void
}

function openLane(limit: number): OpenLane {
  return {
    limit,
    allowed: limit,
    running: 0,
    closedUntil: 0,
    writes: createFairQueue(),
    reads: createFairQueue(),
  }
}

/** Waits for places in a lane, and returns how many there were to be had. */
async function enter(lane: OpenLane, call: GraphCall, clock: Clock): Promise<number> {
  if (lane.closedUntil >= call.deadline) throw heldBack(lane.closedUntil - clock.now())
  const queue = isWrite(call) ? lane.writes : lane.reads
  const principal = scopeKey(call.scope)
  const { promise, resolve, reject } = Promise.withResolvers<number>()
  const waiting = { places: call.places, enter: resolve }
  const giveUp = (): void => {
    queue.remove(principal, waiting)
    reject(call.signal.reason)
    admit(lane)
  }
  queue.push(principal, waiting)
  admit(lane)
  call.signal.addEventListener('abort', giveUp, { once: true })
  try {
    return await promise
  } finally {
    call.signal.removeEventListener('abort', giveUp)
  }
}

function leave(lane: OpenLane, places: number): void {
  lane.running -= places
  admit(lane)
}

/** Lets in as many as there is room for. Whoever is next is not overtaken by somebody who needs less room. */
function admit(lane: OpenLane): void {
  while (lane.closedUntil === 0) {
    const queue = lane.writes.peek() ? lane.writes : lane.reads
    const next = queue.peek()
    const places = Math.min(next?.places ?? 0, lane.allowed)
    if (next === undefined || lane.running + places > lane.allowed) return
    queue.shift()
    lane.running += places
    next.enter(places)
  }
}

/** Learns from an answer what the lane bears. */
async function heed(lane: OpenLane, answer: Response, call: GraphCall, clock: Clock): Promise<void> {
  const { throttled, closing } = await throttledIn(answer, call)
  if (!throttled) {
    lane.allowed = Math.min(lane.limit, lane.allowed + 1)
    return
  }
  lane.allowed = closing.length > 0 ? 1 : Math.max(1, Math.floor(lane.allowed / 2))
  const waits = closing.map(({ headers }) => retryAfterMs(headers, clock.now()) ?? 0)
  const until = clock.now() + Math.max(0, ...waits)
  if (until <= Math.max(clock.now(), lane.closedUntil)) return
  const isOpen = lane.closedUntil === 0
  lane.closedUntil = until
  if (isOpen) void reopen(lane, clock)
}

interface Throttled {
  readonly throttled: boolean

  /** The refusals after which nothing was answered any more: the lane bears no more. */
  readonly closing: readonly Response[]
}

/** Finds the refusals in an answer; in that of a batch by the order of its requests. */
async function throttledIn(answer: Response, { route, body }: GraphCall): Promise<Throttled> {
  const isBatch = route === '/$batch' && answer.ok
  const answers = isBatch ? await answersInOrder(answer.clone(), body) : [answer]
  const lastAnswered = answers.findLastIndex(({ status }) => status !== 429)
  return {
    throttled: answers.some(({ status }) => status === 429),
    closing: answers.slice(lastAnswered + 1),
  }
}

/** Opens a lane when its time has come, which may have been put off while it waited. */
async function reopen(lane: OpenLane, clock: Clock): Promise<void> {
  const never = new AbortController().signal
  for (let left = 1; left > 0; left = lane.closedUntil - clock.now())
    await longSleep(clock, lane.closedUntil - clock.now(), never)
  lane.closedUntil = 0
  admit(lane)
}

function isIdle({ running, closedUntil, allowed, limit }: OpenLane): boolean {
  return running === 0 && closedUntil === 0 && allowed === limit
}

function heldBack(waitMs: number): GraphFailure {
  return new GraphFailure(
    `Microsoft Graph has asked to slow down, and the request was not sent. Wait ${Math.ceil(waitMs / 1000)} seconds, then try again.`,
    { status: 429, retryAfterMs: waitMs, retryable: true },
  )
}
