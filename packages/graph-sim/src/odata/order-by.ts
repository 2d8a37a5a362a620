import { badRequest } from '../errors/catalog.ts'
import { refuse } from '../errors/graph-problem.ts'
import { type Entity, plainView } from './entity.ts'
import { type Comparable, comparable } from './filter-comparison.ts'
import { findProperty, type PropertyType } from './property-type.ts'

/** One criterion of `$orderby`. */
export interface OrderCriterion {
  /** The property as the metadata spells it, e.g. `from/emailAddress/name`. */
  readonly property: string
  readonly direction: 'asc' | 'desc'
  readonly type: PropertyType
}

/** Reads `$orderby`; refuses properties that the entity does not have. */
export function parseOrderBy<row>(value: string | undefined, entity: Entity<row>): readonly OrderCriterion[] {
  if (value === undefined || value.trim() === '') return []
  return value.split(',').map((part) => {
    const [, path = '', direction = 'asc'] = /^\s*([\p{L}\p{N}_/.]+)(?:\s+(asc|desc))?\s*$/iu.exec(part) ?? []
    if (path === '') refuse(badRequest(`Invalid orderby clause: Syntax error in '${value}'.`))
    return { ...resolve(path, entity), direction: direction.toLowerCase() === 'desc' ? 'desc' : 'asc' }
  })
}

/** Returns the rows in the order of the criteria; rows that compare equal keep the order they came in. */
export function sortRows<row>(
  rows: readonly row[],
  criteria: readonly OrderCriterion[],
  entity: Entity<row>,
): readonly row[] {
  const keyed = rows.map((row) => ({ row, keys: criteria.map((criterion) => keyOf(row, criterion, entity)) }))
  keyed.sort((a, b) => compareKeys(a.keys, b.keys, criteria))
  return keyed.map(({ row }) => row)
}

function compareKeys(
  a: readonly Comparable[],
  b: readonly Comparable[],
  criteria: readonly OrderCriterion[],
): number {
  for (const [i, { direction }] of criteria.entries()) {
    const sign = compareValues(a[i] ?? null, b[i] ?? null)
    if (sign !== 0) return direction === 'desc' ? -sign : sign
  }
  return 0
}

function compareValues(a: Comparable, b: Comparable): number {
  if (a === b) return 0
  if (a === null) return -1
  if (b === null) return 1
  return a < b ? -1 : 1
}

function keyOf<row>(row: row, { property, type }: OrderCriterion, entity: Entity<row>): Comparable {
  const [first = '', ...rest] = property.split('/')
  let value = entity.read(row, first, plainView)
  for (const name of rest) value = (value as Readonly<Record<string, unknown>> | null | undefined)?.[name]
  return comparable(type, value)
}

function resolve<row>(path: string, entity: Entity<row>): { property: string; type: PropertyType } {
  let properties = entity.properties
  let owner = entity.name
  const names: string[] = []
  let type: PropertyType | undefined
  for (const name of path.split('/')) {
    const found = findProperty(properties, name)
    if (found === undefined) unknown(name, owner)
    names.push(found.name)
    type = found.type
    properties = type.kind === 'Complex' ? type.properties : {}
    owner = type.kind === 'Complex' ? type.name : owner
  }
  if (type === undefined) unknown(path, owner)
  return { property: names.join('/'), type }
}

function unknown(name: string, type: string): never {
  refuse(
    badRequest(
      `Invalid orderby clause: Could not find a property named '${name}' on type 'microsoft.graph.${type}'.`,
    ),
  )
}
