/** What the body of a refusal tells in plain words. Nothing of its text is taken over: it may hold anything. */
export interface ErrorBody {
  /** Graph's own code; `undefined` when there is none, as with Planner. */
  readonly code: string | undefined

  /** The code of the service behind Graph, which may say more. */
  readonly innerCode: string | undefined

  /** The id of the request, for where no header has it. */
  readonly requestId: string | undefined
}

/** Reads Graph's error out of a JSON value; `undefined` when the value is none. */
export function errorIn(value: unknown): ErrorBody | undefined {
  const error = memberOf(value, 'error')
  if (typeof error !== 'object' || error === null) return undefined
  const inner = memberOf(error, 'innererror')
  return {
    code: wordOf(memberOf(error, 'code')),
    innerCode: wordOf(memberOf(inner, 'code')),
    requestId: idOf(memberOf(inner, 'request-id')),
  }
}

/** The same for an answer that claims success. What is about something that failed, such as an operation, has other members beside its error. */
export function nothingButErrorIn(value: unknown): ErrorBody | undefined {
  const names = typeof value === 'object' && value !== null ? Object.keys(value) : []
  return names.every((name) => name === 'error' || name.startsWith('@')) ? errorIn(value) : undefined
}

/** Graph's documents write `innerError` and `innererror`. */
function memberOf(value: unknown, name: string): unknown {
  if (typeof value !== 'object' || value === null) return undefined
  return Object.entries(value).find(([key]) => key.toLowerCase() === name)?.[1]
}

/** Codes are words, with a number at the most. Ids and tokens, of which an answer may be full, have more of them. */
function wordOf(value: unknown): string | undefined {
  const isWord = typeof value === 'string' && /^(?=.{1,80}$)[A-Za-z_.-]+(?:\d{1,3}[A-Za-z_.-]*)?$/.test(value)
  return isWord ? value : undefined
}

function idOf(value: unknown): string | undefined {
  return typeof value === 'string' && /^[0-9a-f-]{36}$/i.test(value) ? value : undefined
}
