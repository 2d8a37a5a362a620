import type { Condition, PropertyTest } from './condition.ts'
import type { Operator } from './entity.ts'

/**
 * Says whether a condition holds for a row as Graph answered it, by Graph's own rules: texts are the same whatever their
 * case, nothing is smaller or larger than `null`, and what is not there is `null`.
 */
export function matches(condition: Condition, row: object): boolean {
  switch (condition.kind) {
    case 'and':
      return condition.of.every((part) => matches(part, row))
    case 'or':
      return condition.of.some((part) => matches(part, row))
    case 'not':
      return !matches(condition.of, row)
    case 'test':
      return valuesIn(condition, row).some((value) => compare(condition, value))
  }
}

function valuesIn({ property, facts }: PropertyTest, row: object): readonly unknown[] {
  const [first = '', ...rest] = property.split('/')
  const value = (row as Readonly<Record<string, unknown>>)[first]
  const elements = facts.list ? (Array.isArray(value) ? value : []) : [value]
  return elements.map((element) => rest.reduce(below, element))
}

function below(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null
    ? (value as Readonly<Record<string, unknown>>)[name]
    : undefined
}

type Comparable = string | number | boolean | null

function compare({ facts: { type }, operator, value }: PropertyTest, found: unknown): boolean {
  const [left, right] = [comparable(type, found), comparable(type, value)]
  if (operator === 'eq') return left === right
  if (operator === 'ne') return left !== right
  return left !== null && right !== null && comparisons[operator](left, right)
}

function comparable(type: PropertyTest['facts']['type'], value: unknown): Comparable {
  if (typeof value === 'string') {
    if (type === 'text') return value.toLowerCase()
    return Date.parse(type === 'wall' && !value.endsWith('Z') ? `${value}Z` : value)
  }
  return typeof value === 'number' || typeof value === 'boolean' ? value : null
}

type Comparison = (left: NonNullable<Comparable>, right: NonNullable<Comparable>) => boolean

const comparisons: Readonly<Record<Exclude<Operator, 'eq' | 'ne'>, Comparison>> = {
  gt: (left, right) => left > right,
  ge: (left, right) => left >= right,
  lt: (left, right) => left < right,
  le: (left, right) => left <= right,
  startsWith: (left, right) => String(left).startsWith(String(right)),
  endsWith: (left, right) => String(left).endsWith(String(right)),
  contains: (left, right) => String(left).includes(String(right)),
}
