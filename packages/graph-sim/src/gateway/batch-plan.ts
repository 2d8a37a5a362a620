import { badRequest } from '../errors/catalog.ts'
import { refuse } from '../errors/graph-problem.ts'
import { isObject, type JsonObject, member } from './parse-json.ts'

/** One request of a batch. */
export interface BatchStep {
  readonly id: string
  readonly method: string
  /** Relative to the version, e.g. `/me/messages?$top=5`. */
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
  /** As it stands in the JSON; `undefined` without one. */
  readonly body: unknown
  readonly dependsOn: readonly string[]
}

const most = 20

/** Reads the requests of a batch; refuses what Graph refuses as a whole (Graph rule 25). */
export function readBatch(json: JsonObject): readonly BatchStep[] {
  const requests = member(json, 'requests')
  if (!Array.isArray(requests) || requests.length === 0) refuse(badRequest('Invalid batch payload format.'))
  if (requests.length > most)
    refuse(badRequest(`Number of batch request steps exceeds the maximum value of ${most}.`))
  const steps = requests.map(readStep)
  const ids = new Set(steps.map(({ id }) => id.toLowerCase()))
  if (ids.size < steps.length)
    refuse(badRequest('Each request of a batch needs an id of its own, in any casing.'))
  for (const { dependsOn } of steps)
    for (const id of dependsOn)
      if (!ids.has(id.toLowerCase()))
        refuse(badRequest(`A request depends on the request '${id}', which is not in the batch.`))
  requireOrder(steps)
  return steps
}

function readStep(value: unknown): BatchStep {
  if (!isObject(value)) refuse(badRequest('Invalid batch payload format.'))
  const id = member(value, 'id')
  const method = member(value, 'method')
  const url = member(value, 'url')
  if (typeof id !== 'string' || typeof method !== 'string' || typeof url !== 'string')
    refuse(badRequest('Invalid batch payload format.'))
  if (/^[a-z]+:\/\//i.test(url)) refuse(badRequest('The url of a request in a batch has to be relative.'))
  if (/^\/?\$batch\b/i.test(url)) refuse(badRequest('A batch cannot be part of a batch.'))
  const headers = readHeaders(member(value, 'headers'))
  const body = member(value, 'body')
  const writes = /^(post|put|patch)$/i.test(method)
  if (writes && (body === undefined || headers['content-type'] === undefined))
    refuse(badRequest(`Write request id : ${id} does not contain Content-Type header or body.`))
  const dependsOn = member(value, 'dependsOn')
  return {
    id,
    method: method.toUpperCase(),
    url: url.startsWith('/') ? url : `/${url}`,
    headers,
    body,
    dependsOn: Array.isArray(dependsOn) ? dependsOn.map(String) : [],
  }
}

function readHeaders(value: unknown): Readonly<Record<string, string>> {
  if (!isObject(value)) return {}
  return Object.fromEntries(Object.entries(value).map(([name, text]) => [name.toLowerCase(), String(text)]))
}

/** Refuses requests that wait for each other in a circle. */
function requireOrder(steps: readonly BatchStep[]): void {
  const done = new Set<string>()
  for (let left = steps; left.length > 0; ) {
    const ready = left.filter(({ dependsOn }) => dependsOn.every((id) => done.has(id.toLowerCase())))
    if (ready.length === 0) refuse(badRequest('The requests of the batch depend on each other in a circle.'))
    for (const { id } of ready) done.add(id.toLowerCase())
    left = left.filter((step) => !ready.includes(step))
  }
}
