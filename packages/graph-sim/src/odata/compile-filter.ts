import { badRequest } from '../errors/catalog.ts'
import { refuse } from '../errors/graph-problem.ts'
import { castOf } from './cast.ts'
import type { Entity } from './entity.ts'
import { plainView } from './entity.ts'
import { type Comparable, comparable, compareOperator, requireComparable } from './filter-comparison.ts'
import { filterFunctions } from './filter-functions.ts'
import type { FilterNode, FunctionCall, Path } from './filter-syntax.ts'
import { findProperty, flag, int32, type PropertyType, typeName } from './property-type.ts'

/** One use of a property in a filter, in the order of the text. */
export interface FilterUse {
  /** The property as the metadata spells it, e.g. `from/emailAddress/address`; empty for `not`. */
  readonly property: string
  /** A comparison, a function's name, `in`, `not`, `any` or `all`. */
  readonly operator: string
  /** Whether the property is compared with `null`. */
  readonly withNull?: boolean
  /** What a lambda does with the elements of its collection; absent without a predicate. */
  readonly inner?: readonly FilterUse[]
}

/** A filter that is ready to be applied. */
export interface CompiledFilter<row> {
  matches(row: row): boolean
  readonly uses: readonly FilterUse[]
}

/** The variable of a lambda and its present value. */
interface Bound {
  readonly name: string
  readonly type: PropertyType
  readonly outer: Bound | undefined
}
type Values = { readonly name: string; readonly value: unknown; readonly outer: Values } | undefined

interface Compiled<row> {
  readonly type: PropertyType | 'Null'
  read(row: row, values: Values): Comparable
}

interface Context<row> {
  readonly entity: Entity<row>
  readonly uses: FilterUse[]
  readonly bound: Bound | undefined
}

/** Checks a filter against the entity's properties and makes a test of it; refuses with `Invalid filter clause`. */
export function compileFilter<row>(tree: FilterNode, entity: Entity<row>): CompiledFilter<row> {
  const uses: FilterUse[] = []
  const test = compile(tree, { entity, uses, bound: undefined })
  requireBoolean(test)
  return { uses, matches: (row) => test.read(row, undefined) === true }
}

function compile<row>(node: FilterNode, context: Context<row>): Compiled<row> {
  switch (node.kind) {
    case 'literal': {
      const type: PropertyType | 'Null' = literalType(node.type)
      const value = type === 'Null' ? null : comparable(type, node.value)
      return { type, read: () => value }
    }
    case 'path':
      return compilePath(node, context)
    case 'call':
      return compileCall(node, context)
    case 'compare':
      return compileComparison(node, context)
    case 'and':
    case 'or':
      return compileJunction(node, context)
    case 'not':
      return compileNot(node, context)
    case 'in':
      return compileIn(node, context)
    case 'lambda':
      return compileLambda(node, context)
  }
}

function compileJunction<row>(
  node: FilterNode & { kind: 'and' | 'or' },
  context: Context<row>,
): Compiled<row> {
  const operands = operandsOf(node).map((operand) => requireBoolean(compile(operand, context)))
  const holds = (row: row, values: Values) => (operand: Compiled<row>) => operand.read(row, values) === true
  if (node.kind === 'and') return { type: flag, read: (row, values) => operands.every(holds(row, values)) }
  return { type: flag, read: (row, values) => operands.some(holds(row, values)) }
}

/** A chain of one operator hangs to the left; walking it in a loop takes chains of any length. */
function operandsOf(node: FilterNode & { kind: 'and' | 'or' }): readonly FilterNode[] {
  const operands: FilterNode[] = []
  let left: FilterNode = node
  while (left.kind === node.kind) {
    operands.push(left.right)
    left = left.left
  }
  return [left, ...operands.toReversed()]
}

function compileNot<row>(node: FilterNode & { kind: 'not' }, context: Context<row>): Compiled<row> {
  context.uses.push({ property: '', operator: 'not' })
  const operand = requireBoolean(compile(node.operand, context))
  return { type: flag, read: (row, values) => operand.read(row, values) !== true }
}

function compileComparison<row>(
  node: FilterNode & { kind: 'compare' },
  context: Context<row>,
): Compiled<row> {
  const left = compile(node.left, context)
  const right = compile(node.right, context)
  note(node.left, node.operator, context, right.type === 'Null')
  const [a, b] = requireComparable(left, right, node.operator)
  const holds = compareOperator(node.operator)
  return { type: flag, read: (row, values) => holds(a(left.read(row, values)), b(right.read(row, values))) }
}

function compileIn<row>(node: FilterNode & { kind: 'in' }, context: Context<row>): Compiled<row> {
  const operand = compile(node.operand, context)
  note(node.operand, 'in', context)
  const options = node.values.map((value) => {
    const option = compile<row>(value, context)
    const [, convert] = requireComparable(operand, option, 'eq')
    return { read: (row: row, values: Values) => convert(option.read(row, values)) }
  })
  return {
    type: flag,
    read: (row, values) => {
      const value = operand.read(row, values)
      return options.some((option) => option.read(row, values) === value)
    },
  }
}

function compileCall<row>(node: FunctionCall, context: Context<row>): Compiled<row> {
  const name = node.name.toLowerCase()
  const cast = name === 'cast' ? castOf(node.operands[1]) : undefined
  const [text] = node.operands
  if (cast !== undefined && text !== undefined) {
    const operand = compile(text, context)
    return { type: cast.type, read: (row, values) => cast.convert(operand.read(row, values)) }
  }
  const known = Object.hasOwn(filterFunctions, name) ? filterFunctions[name] : undefined
  if (known === undefined)
    invalid(
      `An unknown function with name '${node.name}' was found. This may also be a function import or a key lookup on a navigation property, which is not allowed.`,
    )
  if (node.operands.length !== known.operands)
    invalid(
      `No function signature for the function with name '${node.name}' matches the specified arguments.`,
    )
  const [first, second] = node.operands.map((operand) => compile(operand, context))
  const [target] = node.operands
  if (target !== undefined) note(target, name, context)
  return {
    type: known.result,
    read(row, values) {
      const a = first?.read(row, values) ?? null
      const b = second === undefined ? '' : second.read(row, values)
      if (a === null || b === null) return known.result === flag ? false : null
      return known.apply(a, b) as Comparable
    },
  }
}

function compileLambda<row>(node: FilterNode & { kind: 'lambda' }, context: Context<row>): Compiled<row> {
  const collection = resolvePath(node.collection, context)
  if (collection.type.kind !== 'Collection') invalid(`The ${node.operator} query method needs a collection.`)
  const inner: FilterUse[] = []
  context.uses.push({ property: collection.property, operator: node.operator, inner })
  const elements = (row: row, values: Values): readonly unknown[] => {
    const list = collection.value(row, values)
    return Array.isArray(list) ? list : []
  }
  if (node.predicate === undefined || node.variable === undefined)
    return { type: flag, read: (row, values) => elements(row, values).length > 0 }
  const name = node.variable
  const bound: Bound = { name, type: collection.type.of, outer: context.bound }
  const predicate = requireBoolean(compile(node.predicate, { ...context, bound, uses: inner }))
  const holds = (row: row, values: Values, value: unknown): boolean =>
    predicate.read(row, { name, value, outer: values }) === true
  if (node.operator === 'all')
    return {
      type: flag,
      read: (row, values) => elements(row, values).every((value) => holds(row, values, value)),
    }
  return {
    type: flag,
    read: (row, values) => elements(row, values).some((value) => holds(row, values, value)),
  }
}

function compilePath<row>(node: Path, context: Context<row>): Compiled<row> {
  const { type, value } = resolvePath(node, context)
  return { type, read: (row, values) => comparable(type, value(row, values)) }
}

interface Resolved<row> {
  readonly type: PropertyType
  readonly property: string
  value(row: row, values: Values): unknown
}

function resolvePath<row>(node: Path, context: Context<row>): Resolved<row> {
  const [first = '', ...rest] = node.names
  const bound = findBound(context.bound, first)
  if (bound !== undefined) {
    const { type, names } = descend(bound.type, rest)
    return {
      type,
      property: [first, ...names].join('/'),
      value: (_row, values) => walk(boundValue(values, first), names),
    }
  }
  const { entity } = context
  const property = findProperty(entity.properties, first) ?? findProperty(entity.filterOnly ?? {}, first)
  if (property === undefined) return resolveCount(node, context)
  const { type, names } = descend(property.type, rest)
  const full = [property.name, ...names].join('/')
  if (names.length === 0)
    return { type, property: full, value: (row) => entity.read(row, property.name, plainView) }
  return { type, property: full, value: (row) => walk(entity.read(row, property.name, plainView), names) }
}

/** The number of things at the end of a navigation property, e.g. `owners/$count`. */
function resolveCount<row>({ names }: Path, { entity }: Context<row>): Resolved<row> {
  const [first = '', last] = names
  const name = entity.navigation.find((each) => each.toLowerCase() === first.toLowerCase())
  if (name === undefined || last !== '$count' || entity.count === undefined)
    unknownProperty(first, entity.name)
  return { type: int32, property: `${name}/$count`, value: (row) => entity.count?.(row, name) }
}

function descend(
  type: PropertyType,
  names: readonly string[],
): { type: PropertyType; names: readonly string[] } {
  const [name, ...rest] = names
  if (name === undefined) return { type, names: [] }
  if (type.kind === 'Collection' && name === '$count' && rest.length === 0)
    return { type: int32, names: [name] }
  if (type.kind === 'Collection')
    invalid(
      `The parent value for a property access of a property '${name}' is not a single value. Property access can only be applied to a single value.`,
    )
  if (type.kind !== 'Complex') unknownProperty(name, typeName(type).replace('microsoft.graph.', ''))
  const property = findProperty(type.properties, name)
  if (property === undefined) unknownProperty(name, type.name)
  const below = descend(property.type, rest)
  return { type: below.type, names: [property.name, ...below.names] }
}

function walk(value: unknown, names: readonly string[]): unknown {
  let current = value
  for (const name of names) {
    if (typeof current !== 'object' || current === null) return name === '$count' ? 0 : null
    if (name === '$count') return Array.isArray(current) ? current.length : 0
    current = (current as Readonly<Record<string, unknown>>)[name]
  }
  return current
}

function findBound(bound: Bound | undefined, name: string): Bound | undefined {
  return bound === undefined || bound.name === name ? bound : findBound(bound.outer, name)
}

function boundValue(values: Values, name: string): unknown {
  return values === undefined || values.name === name ? values?.value : boundValue(values.outer, name)
}

function note<row>(node: FilterNode, operator: string, context: Context<row>, withNull?: boolean): void {
  if (node.kind !== 'path') return
  const { property } = resolvePath(node, context)
  context.uses.push({ property, operator, ...(withNull === true ? { withNull } : {}) })
}

function literalType(type: string): PropertyType | 'Null' {
  if (type === 'Null') return 'Null'
  return { kind: type === 'Number' ? 'Double' : type } as PropertyType
}

function requireBoolean<compiled extends { readonly type: PropertyType | 'Null' }>(
  compiled: compiled,
): compiled {
  if (compiled.type === 'Null' || compiled.type.kind !== 'Boolean')
    invalid('The $filter expression must evaluate to a single boolean value.')
  return compiled
}

function unknownProperty(name: string, type: string): never {
  invalid(`Could not find a property named '${name}' on type 'microsoft.graph.${type}'.`)
}

function invalid(message: string): never {
  refuse(badRequest(`Invalid filter clause: ${message}`))
}
