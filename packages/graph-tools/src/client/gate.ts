import { type Clock, GraphFailure, scopeKey } from '@graphkeep/core'

import { readBatch } from './batch-wire.ts'
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
 * would be refused anyway is not sent (throttled requests count, Graph rule 32).
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
    try {
      const appPlaces = await enter(app, call, clock)
      try {
        const answer = await next(call)
        heed(lane, await tellingAnswer(answer, call), clock)
        return answer
      } finally {
        leave(app, appPlaces)
      }
    } finally {
      leave(lane, places)
      if (isIdle(lane)) lanes.delete(call.lane.key)
    }
  }
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

/** The answer that tells what the lane bears: of a batch the one that asks to wait the longest, if any does. */
async function tellingAnswer(answer: Response, { route }: GraphCall): Promise<Response> {
  if (route !== '/$batch' || !answer.ok) return answer
  const answers = await readBatch(answer.clone()).catch(() => new Map<string, Response>())
  const waitOf = ({ headers }: Response): number => Number(headers.get('retry-after') ?? 0)
  const [longest = answer] = [...answers.values()]
    .filter(({ status }) => status === 429)
    .sort((a, b) => waitOf(b) - waitOf(a))
  return longest
}

/** Learns from an answer what the lane bears. */
function heed(lane: OpenLane, { status, headers }: Response, clock: Clock): void {
  if (status !== 429) {
    lane.allowed = Math.min(lane.limit, lane.allowed + 1)
    return
  }
  lane.allowed = 1
  const until = clock.now() + (retryAfterMs(headers, clock.now()) ?? 0)
  if (until <= Math.max(clock.now(), lane.closedUntil)) return
  const waits = lane.closedUntil === 0
  lane.closedUntil = until
  if (waits) void reopen(lane, clock)
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
