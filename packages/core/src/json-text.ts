/**
 * Returns the JSON text of a value that comes back from it unchanged. Properties that are `undefined` are left out.
 *
 * @param what Names the value in the error, e.g. `payload`.
 *
 * @throws TypeError for whatever JSON would drop or change (functions, dates, maps, `NaN`, holes, …), for cycles, and for
 * more than 1,000 levels; it names the place, never the value.
 *
 * @example
 * ```ts
 * jsonText({ id: 'A', top: undefined }, 'payload') // '{"id":"A"}'
 * ```
 */
export function jsonText(value: unknown, what: string): string {
  const fault = faultIn(value, new Set())
  if (fault !== undefined) throw new TypeError(`${what}${fault}`)
  return JSON.stringify(value)
}

// Far less than what `JSON.stringify` and others that go down level by level have room for on the stack.
const mostLevels = 1_000

/** Returns where and what is not JSON, or `undefined`. The place is put together only when there is something wrong. */
function faultIn(value: unknown, above: Set<object>): string | undefined {
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return undefined
  if (typeof value === 'number' && Number.isFinite(value)) return undefined
  if (!isPlain(value)) return ` is not JSON but ${nameOf(value)}`
  if (above.has(value)) return ' is not JSON but a cycle'
  if (above.size >= mostLevels) return ' is nested too deeply'
  above.add(value)
  const fault = Array.isArray(value) ? faultInList(value, above) : faultInRecord(value, above)
  above.delete(value)
  return fault
}

function faultInList(list: readonly unknown[], above: Set<object>): string | undefined {
  for (const [index, part] of list.entries()) {
    const fault = faultIn(part, above)
    if (fault !== undefined) return `[${index}]${fault}`
  }
  return undefined
}

function faultInRecord(record: object, above: Set<object>): string | undefined {
  for (const [name, part] of Object.entries(record)) {
    const fault = part === undefined ? undefined : faultIn(part, above)
    if (fault !== undefined) return `.${name}${fault}`
  }
  return undefined
}

/** Objects of other realms count too: theirs is another `Object.prototype`. */
function isPlain(value: unknown): value is object {
  if (typeof value !== 'object' || value === null) return false
  if (Array.isArray(value)) return true
  const prototype: unknown = Object.getPrototypeOf(value)
  return prototype === null || Object.getPrototypeOf(prototype) === null
}

function nameOf(value: unknown): string {
  if (typeof value === 'number') return String(value)
  if (typeof value === 'object') return `a ${value?.constructor?.name ?? 'object'}`
  return value === undefined ? 'undefined' : `a ${typeof value}`
}
