import { batchConcurrency, type WireRequest, writeBatch } from './batch-wire.ts'
import { type GraphCall, isWrite } from './graph-call.ts'

/** One call of many, under its id. */
export interface BatchPart extends Pick<WireRequest, 'id' | 'dependsOn'> {
  readonly call: GraphCall
}

/** Makes one call of one or more, each as it would be sent alone. It is counted for the first, and aborts with that one. */
export function batchCall(parts: readonly BatchPart[], baseUrl: string): GraphCall {
  const [first] = parts as readonly [BatchPart, ...BatchPart[]]
  const calls = parts.map(({ call }) => call)
  return {
    ...first.call,
    method: 'POST',
    effect: calls.some(isWrite) ? 'write' : 'read',
    url: `${baseUrl}/$batch`,
    route: '/$batch',
    places: Math.min(calls.length, batchConcurrency),
    headers: new Headers({
      accept: 'application/json',
      'content-type': 'application/json',
      'client-request-id': crypto.randomUUID(),
    }),
    body: writeBatch(parts.map((part) => wireRequest(part, baseUrl))),
    repeatable: calls.every(({ repeatable }) => repeatable),
    deadline: Math.max(...calls.map(({ deadline }) => deadline)),
  }
}

function wireRequest({ id, call, dependsOn = [] }: BatchPart, baseUrl: string): WireRequest {
  const { method, url, headers, body } = call
  return {
    id,
    method,
    url: url.slice(baseUrl.length),
    headers: Object.fromEntries(headers),
    ...(typeof body === 'string' && { body: JSON.parse(body) as unknown }),
    ...(dependsOn.length > 0 && { dependsOn }),
  }
}
