import { GraphFailure, type ToolContext } from '@graphkeep/core'

import { type ErrorBody, nothingButErrorIn } from './error-body.ts'
import { explain } from './explanation.ts'
import type { GraphRequestInit } from './graph-call.ts'

/**
 * Reads a thing or a list from Graph.
 *
 * @returns the answer's JSON object; that it has the shape `T` is the caller's claim.
 * @throws {@link GraphFailure} also when the answer is no JSON, broke off, or is empty.
 *
 * @example
 * ```ts
 * const me = await getJson<{ displayName?: string }>(context, '/me?$select=displayName')
 * ```
 */
export async function getJson<T extends object>(
  context: Pick<ToolContext, 'fetch' | 'signal'>,
  path: string,
  init: Omit<GraphRequestInit, 'method' | 'body' | 'signal'> = {},
): Promise<T> {
  const answer = await context.fetch(path, { ...init, signal: context.signal })
  return readObject<T>(answer, { ...init, method: 'GET' })
}

/**
 * Sends a JSON body to Graph, and reads the JSON object that it answers with.
 *
 * @throws {@link GraphFailure} also when the answer is no JSON, broke off, or is empty.
 *
 * @example
 * ```ts
 * const path = graphPath`/me/messages/${id}`
 * await sendJson(context, path, { isRead: true }, { method: 'PATCH', repeatable: true })
 * ```
 */
export async function sendJson<T extends object>(
  context: Pick<ToolContext, 'fetch' | 'signal'>,
  path: string,
  body: object,
  init: Omit<GraphRequestInit, 'body' | 'signal'> = {},
): Promise<T> {
  const request = { method: 'POST', ...init, body: JSON.stringify(body), signal: context.signal }
  return readObject<T>(await context.fetch(path, request), request)
}

/**
 * Sends a JSON body to an action of Graph that answers with nothing.
 *
 * @throws {@link GraphFailure} also when something else answered: it is not known then whether the action was done.
 *
 * @example
 * ```ts
 * await sendAction(context, '/me/sendMail', { message }, { lookAt: 'Look in Sent Items.' })
 * ```
 */
export async function sendAction(
  context: Pick<ToolContext, 'fetch' | 'signal'>,
  path: string,
  body: object,
  init: Omit<GraphRequestInit, 'body' | 'signal'> = {},
): Promise<void> {
  const request = { method: 'POST', ...init, body: JSON.stringify(body), signal: context.signal }
  const answer = await context.fetch(path, request)
  if (answer.status !== 202 && answer.status !== 204) {
    throw unreadable(answer, request, 'Something else than the confirmation of Microsoft Graph came back')
  }
}

/** Reads an answer's JSON object; `init` tells what was sent, so that the error can say what may have happened. */
async function readObject<T extends object>(answer: Response, init: GraphRequestInit): Promise<T> {
  const text = await answer.text()
  const refuse = (what: string, error?: ErrorBody): never => {
    throw unreadable(answer, init, what, error)
  }
  if (text.trim() === '') return refuse('Microsoft Graph answered with nothing where data was due')
  if (/^\s*</.test(text)) return refuse('Something between here and Microsoft Graph answered with a web page')
  const value = parse(text) ?? refuse('The answer of Microsoft Graph broke off, or is no JSON')
  const error = nothingButErrorIn(value)
  return error === undefined
    ? (value as T)
    : refuse(`${explain(400, error).what}, it says in an answer that claims success`, error)
}

function unreadable(
  { status, headers }: Response,
  init: GraphRequestInit,
  what: string,
  error?: ErrorBody,
): GraphFailure {
  const wrote = init.method !== 'GET'
  const retryable = !wrote || (init.repeatable === true && init.lookAt === undefined)
  const advice = retryable
    ? "Try again; if it stays so, check the network's proxy."
    : `Whether it was done is not confirmed. ${init.lookAt ?? 'Look whether it was before doing it again.'}`
  return new GraphFailure(`${what} (${status}). ${advice}`, {
    status,
    graphCode: error?.code,
    requestId: headers.get('request-id') ?? error?.requestId,
    retryable,
    outcomeUnknown: wrote,
  })
}

function parse(text: string): object | undefined {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null ? value : undefined
  } catch {
    return undefined
  }
}
