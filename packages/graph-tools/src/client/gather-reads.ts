import { type Events, GraphFailure, scopeKey, untilAborted } from '@graphkeep/core'

import { batchCall } from './batch-call.ts'
import { largestBatch, readBatch } from './batch-wire.ts'
import { bySource } from './by-source.ts'
import { type GraphCall, isWrite, type Send } from './graph-call.ts'

/** What gathering is made of. */
export interface GatherOptions {
  readonly baseUrl: string

  /** How many reads one batch takes at the most; 1 sends each by itself. */
  readonly size: number
  readonly events: Events | undefined
}

interface Waiting {
  readonly call: GraphCall
  readonly answer: (answer: Promise<Response>) => void
}

/**
 * Sends reads of one mailbox that are asked for at the same time with tokens of one source together, as `$batch`. Each gets its own answer as if it had gone
 * alone, a refusal or a throttle included, so that whoever waits and repeats does so for it alone.
 */
export function gatheringReads(next: Send, options: GatherOptions): Send {
  const groupsOf = bySource<Waiting[]>()

  return (call) => {
    call.signal.throwIfAborted()
    if (options.size < 2 || !canBeGathered(call)) return next(call)
    const groups = groupsOf(call.tokens)
    const key = `${scopeKey(call.scope)} ${call.lane.key}`
    const group = groups.get(key) ?? []
    if (group.length === 0) {
      groups.set(key, group)
      setImmediate(() => {
        groups.delete(key)
        for (const chunk of chunks(group, Math.min(options.size, largestBatch)))
          sendTogether(chunk, next, options)
      })
    }
    return new Promise((answer) => group.push({ call, answer }))
  }
}

/** Only what is answered with JSON from Graph itself: files, pictures and reports come from elsewhere. */
function canBeGathered(call: GraphCall): boolean {
  const apart = /\/(?:content|\$value|\$count|photos?)\b|^\/(?:\$batch|reports)\b/i
  return (
    !isWrite(call) &&
    !call.preauthenticated &&
    call.answer === 'whole' &&
    call.headers.get('accept') === 'application/json' &&
    !apart.test(call.route)
  )
}

function sendTogether(group: readonly Waiting[], next: Send, options: GatherOptions): void {
  const left = group.filter(({ call, answer }) => {
    if (call.signal.aborted) answer(Promise.reject(call.signal.reason))
    return !call.signal.aborted
  })
  const [first, ...others] = left
  if (first === undefined) return
  if (others.length === 0) {
    first.answer(next(first.call))
    return
  }
  const answers = answersTo(
    left.map(({ call }) => call),
    next,
    options,
  )
  for (const [index, { call, answer }] of left.entries()) answer(one(index, call, { answers, next }))
}

type Answers = ReadonlyMap<string, Response> | 'too much'

async function answersTo(calls: readonly GraphCall[], next: Send, options: GatherOptions): Promise<Answers> {
  const { baseUrl, events } = options
  events?.emit('graph.batch', { requests: calls.length })
  const answered = new AbortController()
  try {
    const parts = calls.map((call, index) => ({ id: String(index), call }))
    const signal = whenAllAborted(
      calls.map((call) => call.signal),
      answered.signal,
    )
    const answer = await next({ ...batchCall(parts, baseUrl), signal })
    if (answer.ok) return await readBatch(answer)
    // Whatever keeps the batch from being answered keeps each of them.
    const body = await answer.text()
    return new Map(calls.map((_, index) => [String(index), new Response(body, answer)]))
  } catch (error) {
    if (error instanceof GraphFailure && (error.status === 200 || error.status === 413)) return 'too much'
    throw error
  } finally {
    answered.abort()
  }
}

/** One read's answer. What a batch could not give it (a new sign-in, a redirect, too much at once) it asks for alone. */
async function one(
  index: number,
  call: GraphCall,
  { answers, next }: { readonly answers: Promise<Answers>; readonly next: Send },
): Promise<Response> {
  const all = await untilAborted(answers, call.signal)
  const answer = all === 'too much' ? undefined : all.get(String(index))
  if (answer === undefined || answer.status === 401 || (answer.status >= 300 && answer.status < 400))
    return next(call)
  return answer
}

/** Aborts when all of them have; listens no longer than until `answered`. */
function whenAllAborted(signals: readonly AbortSignal[], answered: AbortSignal): AbortSignal {
  const all = new AbortController()
  let left = signals.length
  const one = (): void => {
    if (--left === 0) all.abort(signals[0]?.reason)
  }
  for (const signal of signals) signal.addEventListener('abort', one, { once: true, signal: answered })
  return all.signal
}

function chunks<T>(list: readonly T[], size: number): readonly (readonly T[])[] {
  return Array.from({ length: Math.ceil(list.length / size) }, (_, at) =>
    list.slice(at * size, (at + 1) * size),
  )
}
