import { setTimeout as sleep } from 'node:timers/promises'
import { tooManyRequests } from '../errors/catalog.ts'
import type { FaultAction, StatusFault } from '../faults/fault-action.ts'
import { type Outgoing, type Stamp, writeProblem } from './write-response.ts'

/** Answers a request as a fault wants it; `proceed` lets the request take its effect. */
export async function applyFault(
  action: FaultAction,
  stamp: Stamp,
  proceed: () => Promise<Outgoing>,
  signal: AbortSignal | undefined,
): Promise<Outgoing> {
  switch (action.kind) {
    case 'status':
      return statusAnswer(action, stamp)
    case 'throttle':
      return writeProblem(tooManyRequests(action.retryAfter), stamp)
    case 'delay':
      await sleep(action.ms, undefined, signal === undefined ? {} : { signal })
      return proceed()
    case 'reset':
      if (action.when === 'after') await proceed()
      throw new TypeError('fetch failed', {
        cause: Object.assign(new Error('read ECONNRESET'), { code: 'ECONNRESET' }),
      })
    case 'truncate':
      return truncated(await proceed())
    case 'html':
      return {
        status: 200,
        headers: { 'Content-Type': 'text/html' },
        body: '<!DOCTYPE html><html><body><h1>Sign in to the network</h1></body></html>',
      }
    case 'content-type': {
      const answer = await proceed()
      return { ...answer, headers: { ...answer.headers, 'Content-Type': action.contentType ?? 'text/plain' } }
    }
    case 'afterwards':
      await proceed()
      return statusAnswer({ kind: 'status', status: action.status }, stamp)
  }
}

const codes: Readonly<Record<number, string>> = {
  500: 'InternalServerError',
  502: 'BadGateway',
  503: 'ServiceUnavailable',
  504: 'GatewayTimeout',
}

function statusAnswer(action: StatusFault, stamp: Stamp): Outgoing {
  const code = codes[action.status] ?? 'UnknownError'
  const problem = writeProblem({ status: action.status, code, message: 'Ordered by the fault plan.' }, stamp)
  return {
    ...problem,
    headers: {
      ...problem.headers,
      ...(action.retryAfter === undefined ? {} : { 'Retry-After': String(action.retryAfter) }),
      ...action.headers,
    },
    body: action.body === undefined ? problem.body : JSON.stringify(action.body),
  }
}

function truncated(answer: Outgoing): Outgoing {
  if (answer.body === undefined) return answer
  return { ...answer, body: answer.body.slice(0, Math.floor(answer.body.length / 2)) }
}
