import { InvalidInput } from '@graphkeep/core'

import { moment } from '../input/moment.ts'
import type { EntityFacts, Operator, PropertyFacts } from './entity.ts'

/** A condition as a tree. An empty `and` always holds. */
export type Condition =
  | PropertyTest
  | { readonly kind: 'and' | 'or'; readonly of: readonly Condition[] }
  | { readonly kind: 'not'; readonly of: Condition }

/** One comparison; of a list, of any of its elements. */
export interface PropertyTest {
  readonly kind: 'test'

  /** As a path, e.g. `from/emailAddress/address`. */
  readonly property: string
  readonly facts: PropertyFacts
  readonly operator: Operator

  /** Moments in UTC, as ISO 8601. */
  readonly value: string | number | boolean | null
}

/**
 * Reads a condition that is written as data.
 *
 * @throws {@link InvalidInput} for what the entity's table does not have, and for values that are no such thing.
 */
export function readCondition(entity: EntityFacts, written: object | undefined): Condition {
  const of = Object.entries(written ?? {}).flatMap(([name, value]: [string, unknown]) =>
    value === undefined ? [] : readPart(entity, name, value),
  )
  return of.length === 1 && of[0] ? of[0] : { kind: 'and', of }
}

/** The parts that must all hold. */
export function conjuncts(condition: Condition): readonly Condition[] {
  return condition.kind === 'and' ? condition.of.flatMap(conjuncts) : [condition]
}

/** All comparisons in a condition, in order. */
export function testsOf(condition: Condition): readonly PropertyTest[] {
  if (condition.kind === 'test') return [condition]
  return condition.kind === 'not' ? testsOf(condition.of) : condition.of.flatMap(testsOf)
}

function readPart(entity: EntityFacts, name: string, value: unknown): readonly Condition[] {
  if (name === 'not') return [{ kind: 'not', of: readSaying(entity, name, value) }]
  if (name === 'and' || name === 'or') {
    if (!Array.isArray(value) || value.length === 0) throw new InvalidInput([`${name}: give at least one`])
    return [{ kind: name, of: value.map((part: unknown) => readSaying(entity, name, part)) }]
  }
  const facts = Object.hasOwn(entity.properties, name) ? entity.properties[name] : undefined
  if (facts === undefined) throw new InvalidInput([`${name}: a ${entity.name} is not filtered by it`])
  return readTests(name, facts, value)
}

/** What says nothing would keep everything there, or nothing at all. */
function readSaying(entity: EntityFacts, name: string, written: unknown): Condition {
  const read = readCondition(entity, Object(written))
  if (testsOf(read).length === 0) throw new InvalidInput([`${name}: each part has to say something`])
  return read
}

function readTests(property: string, facts: PropertyFacts, written: unknown): readonly Condition[] {
  const { any, ...plain } = Object(written) as Record<string, unknown>
  const tests = Object.entries(facts.list ? Object(any) : plain).filter(([, value]) => value !== undefined)
  if (facts.list && (tests.length !== 1 || Object.keys(plain).length > 0)) {
    throw new InvalidInput([`${property}: it is a list; write one comparison in any (Graph rule 10)`])
  }
  return tests.map(([operator, value]) => ({
    kind: 'test',
    property,
    facts,
    operator: checkedOperator(property, facts, operator),
    value: checkedValue(`${property}: ${operator}`, facts, operator, value),
  }))
}

const orders = ['eq', 'ne', 'gt', 'ge', 'lt', 'le']
const operators: Readonly<Record<PropertyFacts['type'], readonly string[]>> = {
  flag: ['eq', 'ne'],
  text: ['eq', 'ne', 'startsWith', 'endsWith', 'contains'],
  number: orders,
  moment: orders,
  wall: orders,
}

function checkedOperator(property: string, { type, list }: PropertyFacts, operator: string): Operator {
  if (list && operator === 'ne') {
    throw new InvalidInput([`${property}: ask for not with eq instead of ne in any (Graph rule 10)`])
  }
  if (operators[type].includes(operator)) return operator as Operator
  throw new InvalidInput([`${property}: ${operator} is not among ${operators[type].join(', ')}`])
}

function checkedValue(
  place: string,
  { type, values }: PropertyFacts,
  operator: string,
  value: unknown,
): PropertyTest['value'] {
  if (value === null && (operator === 'eq' || operator === 'ne')) return null
  if (type === 'flag' && typeof value === 'boolean') return value
  if (type === 'number' && typeof value === 'number' && Number.isFinite(value)) return value
  if (type === 'text' && typeof value === 'string') {
    if (values && !values.includes(value)) throw new InvalidInput([`${place}: one of ${values.join(', ')}`])
    if (value !== '' || operator === 'eq' || operator === 'ne') return value
  }
  if ((type === 'moment' || type === 'wall') && moment.safeParse(value).success) {
    return new Date(String(value)).toISOString()
  }
  const wanted = type === 'text' ? 'text that is not empty' : type === 'wall' ? 'moment' : type
  throw new InvalidInput([`${place}: it takes a ${wanted}`])
}
