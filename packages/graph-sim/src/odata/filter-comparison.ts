import { badRequest } from '../errors/catalog.ts'
import { refuse } from '../errors/graph-problem.ts'
import type { Comparison } from './filter-syntax.ts'
import { type PropertyType, typeName } from './property-type.ts'

/** A value in the form in which filters compare it: strings in lower case, moments in milliseconds, structures as `true`. */
export type Comparable = string | number | boolean | null

type Typed = { readonly type: PropertyType | 'Null' }
type Convert = (value: Comparable) => Comparable

const same: Convert = (value) => value
const toMoment: Convert = (value) => (typeof value === 'string' ? parseMoment(value) : value)

const kindNames: Readonly<Record<Comparison, string>> = {
  eq: 'Equal',
  ne: 'NotEqual',
  gt: 'GreaterThan',
  ge: 'GreaterThanOrEqual',
  lt: 'LessThan',
  le: 'LessThanOrEqual',
}

/** Brings a stored or written value into comparable form; structures become `true`, which tells them from `null`, and lists `null`. */
export function comparable(type: PropertyType, value: unknown): Comparable {
  if (value === undefined || value === null) return null
  if (type.kind === 'DateTimeOffset' || type.kind === 'Date' || type.kind === 'LocalDateTime')
    return parseMoment(String(value))
  if (typeof value === 'string') return value.toLowerCase()
  if (type.kind === 'Complex') return true
  return typeof value === 'number' || typeof value === 'boolean' ? value : null
}

/** Checks that two operands can be compared, and says what to do with each before; refuses as OData does. */
export function requireComparable(
  left: Typed,
  right: Typed,
  operator: Comparison,
): readonly [Convert, Convert] {
  if (left.type === 'Null' || right.type === 'Null') return [same, same]
  const [a, b] = [familyOf(left.type), familyOf(right.type)]
  if (a === b && a !== 'none') return [same, same]
  if (left.type.kind === 'LocalDateTime' && b === 'text') return [same, toMoment]
  if (right.type.kind === 'LocalDateTime' && a === 'text') return [toMoment, same]
  const types = `'${typeName(left.type)}' and '${typeName(right.type)}'`
  refuse(
    badRequest(
      `Invalid filter clause: A binary operator with incompatible types was detected. Found operand types ${types} for operator kind '${kindNames[operator]}'.`,
    ),
  )
}

/** The comparison as a function; with `null` on either side only equality can hold. */
export function compareOperator(operator: Comparison): (left: Comparable, right: Comparable) => boolean {
  if (operator === 'eq') return (left, right) => left === right
  if (operator === 'ne') return (left, right) => left !== right
  const holds = orders[operator]
  return (left, right) => left !== null && right !== null && holds(left < right ? -1 : left > right ? 1 : 0)
}

const orders: Readonly<Record<'gt' | 'ge' | 'lt' | 'le', (sign: number) => boolean>> = {
  gt: (sign) => sign > 0,
  ge: (sign) => sign >= 0,
  lt: (sign) => sign < 0,
  le: (sign) => sign <= 0,
}

function familyOf(type: PropertyType): string {
  switch (type.kind) {
    case 'String':
    case 'Enum':
    case 'Binary':
      return 'text'
    case 'Guid':
      return 'guid'
    case 'Int32':
    case 'Int64':
    case 'Double':
      return 'number'
    case 'DateTimeOffset':
    case 'Date':
      return 'moment'
    case 'LocalDateTime':
      return 'local'
    case 'Boolean':
      return 'flag'
    case 'TimeOfDay':
      return 'time'
    default:
      return 'none'
  }
}

/** Reads ISO 8601 with any number of decimals; without an offset it is UTC. Unreadable values are `null`. */
function parseMoment(value: string): number | null {
  if (value.length === 20 && value.charCodeAt(19) === 90) return readable(Date.parse(value))
  const [, start = value, decimals = '', offset = ''] =
    /^(\d{4}-\d\d-\d\d[Tt]\d\d:\d\d(?::\d\d)?)(\.\d+)?(Z|[+-]\d\d:\d\d)?$/i.exec(value) ?? []
  const dateOnly = /^\d{4}-\d\d-\d\d$/.test(start)
  return readable(Date.parse(dateOnly ? start : `${start}${decimals.slice(0, 4)}${offset || 'Z'}`))
}

function readable(at: number): number | null {
  return Number.isNaN(at) ? null : at
}
