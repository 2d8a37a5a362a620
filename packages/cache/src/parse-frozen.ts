/**
 * Parses JSON text into a deeply frozen value, which callers may share.
 *
 * @throws SyntaxError for text that is not JSON.
 *
 * @example
 * ```ts
 * Object.isFrozen(parseFrozen('{"value":[]}')) // true
 * ```
 */
export function parseFrozen(text: string): unknown {
  return freeze(JSON.parse(text))
}

function freeze(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value
  for (const part of Object.values(value)) freeze(part)
  return Object.freeze(value)
}
