import { badRequest, undeserializable } from '../errors/catalog.ts'
import { refuse } from '../errors/graph-problem.ts'

/** The members of a JSON object. */
export type JsonObject = Readonly<Record<string, unknown>>

/** Reads a body as a JSON object; refuses anything else. An empty body is an empty object. */
export function parseJson(body: Uint8Array, headers: Headers): JsonObject {
  if (body.length === 0) return {}
  if (!/\bjson\b/i.test(headers.get('content-type') ?? 'application/json'))
    refuse(
      badRequest(
        'Unable to read JSON request payload. Please ensure Content-Type header is set and payload is of valid JSON format.',
      ),
    )
  const value = parse(body)
  return isObject(value) ? value : refuse(undeserializable)
}

/** Whether a value is a JSON object, and neither a list nor `null`. */
export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** A member of a JSON object, in any casing; `undefined` when absent or `null`. */
export function member(json: JsonObject, name: string): unknown {
  const key = Object.keys(json).find((candidate) => candidate.toLowerCase() === name.toLowerCase())
  return key === undefined ? undefined : (json[key] ?? undefined)
}

/** The deepest nesting of a body; deeper ones are refused, so that a hostile one cannot exhaust the stack. */
const deepest = 100

function parse(body: Uint8Array): unknown {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(body)
    return depthOf(text) > deepest ? undefined : JSON.parse(text)
  } catch {
    return refuse(undeserializable)
  }
}

/** How deep brackets are nested, those in strings left out. */
function depthOf(text: string): number {
  let depth = 0
  let most = 0
  let quoted = false
  for (let at = 0; at < text.length; at++) {
    const mark = text[at]
    if (mark === '"') quoted = !quoted
    else if (quoted) at += mark === '\\' ? 1 : 0
    else if (mark === '[' || mark === '{') most = Math.max(most, ++depth)
    else if (mark === ']' || mark === '}') depth--
  }
  return most
}
