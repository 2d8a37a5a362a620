import { GraphFailure } from '@graphkeep/core'

import { DeadlinePassed } from './deadline.ts'
import { type GraphCall, isWrite, type Send } from './graph-call.ts'
import { noAnswer } from './graph-failure.ts'
import { readLimited } from './read-limited.ts'

const mostRedirects = 5

/** What the last step of the client is made of. */
export interface FetchAnswerOptions {
  readonly fetch: typeof globalThis.fetch
  readonly baseUrl: string
  readonly maxResponseBytes: number
}

/**
 * Sends requests with `fetch` and reads their answers to the end, so that a connection that breaks in the middle of
 * one is noticed here; of a streamed answer whoever reads it notices.
 *
 * Redirects are followed for reads only. Away from the API's base, as to a pre-authenticated download, a request
 * carries neither the token nor any other header of ours.
 */
export function fetchAnswer(options: FetchAnswerOptions): Send {
  const { maxResponseBytes } = options

  return async (call) => {
    try {
      const answer = await followed(call, options)
      if (call.answer === 'streamed' && answer.ok) return answer
      const body = await readLimited(answer, maxResponseBytes)
      if (body === undefined) throw tooLarge(answer, call, maxResponseBytes)
      return new Response(hasBody(answer) ? body : null, answer)
    } catch (error) {
      if (error instanceof GraphFailure) throw error
      if (call.signal.reason instanceof DeadlinePassed) throw noAnswer(call, 'the time for it was over')
      call.signal.throwIfAborted()
      throw noAnswer(call, 'the connection failed or broke off', { cause: error })
    }
  }
}

async function followed(call: GraphCall, { fetch, baseUrl }: FetchAnswerOptions): Promise<Response> {
  const { method, headers, body, signal } = call
  const stream = body instanceof ReadableStream && ({ duplex: 'half' } as const)
  let answer = await fetch(call.url, {
    method,
    headers,
    body: body ?? null,
    signal,
    redirect: 'manual',
    ...stream,
  })
  let url = call.url
  for (let count = 0; isRedirect(answer) && !isWrite(call); count++) {
    const location = answer.headers.get('location')
    if (location === null || count === mostRedirects) throw strayed(answer, 'it redirects without an end')
    await answer.body?.cancel()
    const target = new URL(location, url)
    if (isDowngrade(target, url)) throw strayed(answer, 'it redirects to an unencrypted address')
    url = target.href
    const own = url.startsWith(`${baseUrl}/`)
    answer = await fetch(url, { method, signal, redirect: 'manual', ...(own && { headers }) })
  }
  return answer
}

function isRedirect({ status }: Response): boolean {
  return [301, 302, 303, 307, 308].includes(status)
}

function isDowngrade(target: URL, from: string): boolean {
  return target.protocol !== 'https:' && target.protocol !== new URL(from).protocol
}

function hasBody({ status }: Response): boolean {
  return ![204, 205, 304].includes(status)
}

function strayed({ status }: Response, why: string): GraphFailure {
  return new GraphFailure(`The answer cannot be followed: ${why}. Check the network's proxy.`, { status })
}

function tooLarge({ status, headers }: Response, call: GraphCall, limit: number): GraphFailure {
  const requestId = headers.get('request-id') ?? undefined
  return new GraphFailure(
    `The answer is larger than the limit of ${limit} bytes and was not read. Ask for less, or raise maxResponseBytes.`,
    { status, requestId, outcomeUnknown: isWrite(call) },
  )
}
