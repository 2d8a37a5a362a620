import { type Comparable, comparable } from './filter-comparison.ts'
import type { FilterNode } from './filter-syntax.ts'
import type { PropertyType } from './property-type.ts'

/** A type that a filter turns texts into. */
export interface Cast {
  readonly type: PropertyType
  convert(value: Comparable): Comparable
}

/** The kinds of values that texts can be turned into. */
const kinds = ['String', 'Boolean', 'Int32', 'Int64', 'Double', 'DateTimeOffset', 'Guid'] as const

/** Reads the second operand of `cast`, e.g. `Edm.Int32`; `undefined` for anything else. */
export function castOf(node: FilterNode | undefined): Cast | undefined {
  if (node?.kind !== 'path') return undefined
  const [, name] = /^Edm\.(\w+)$/i.exec(node.names.join('/')) ?? []
  const kind = kinds.find((one) => one.toLowerCase() === name?.toLowerCase())
  if (kind === undefined) return undefined
  const type: PropertyType = { kind }
  return {
    type,
    convert(value) {
      if (value === null) return null
      if (kind === 'Boolean') return value === true || value === 'true'
      if (kind === 'Int32' || kind === 'Int64' || kind === 'Double') return Number(value)
      return comparable(type, String(value))
    },
  }
}
