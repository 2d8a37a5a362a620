import { jsonText } from './json-text.ts'

/**
 * Writes a JSON value so that equal values give equal texts, whatever the order of their properties.
 *
 * @throws TypeError for what JSON cannot carry, and for `-0`, which equals `0` but is another number.
 *
 * @example
 * ```ts
 * canonicalJson({ top: 10, folder: 'A', after: undefined }) // '{"folder":"A","top":10}'
 * ```
 */
export function canonicalJson(value: unknown): string {
  jsonText(value, 'The arguments of a request')
  return JSON.stringify(value, (_name, part: unknown) =>
    Object.is(part, -0) ? refuseNegativeZero() : sorted(part),
  )
}

function sorted(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value
  const names = Object.entries(value)
  return Object.fromEntries(names.sort(([a], [b]) => (a < b ? -1 : 1)))
}

function refuseNegativeZero(): never {
  throw new TypeError('The arguments of a request hold -0: use 0')
}
