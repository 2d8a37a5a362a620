import { odataString } from '../client/graph-query.ts'
import type { Condition, PropertyTest } from './condition.ts'

/** Writes the parts that must all hold as the value of `$filter`, in their order; `undefined` for none. */
export function odata(parts: readonly Condition[]): string | undefined {
  return parts.length > 0 ? parts.map(write).join(' and ') : undefined
}

function write(condition: Condition): string {
  switch (condition.kind) {
    case 'and':
    case 'or':
      return `(${condition.of.map(write).join(` ${condition.kind} `)})`
    case 'not':
      return `not(${write(condition.of)})`
    case 'test':
      return writeTest(condition)
  }
}

function writeTest({ property, facts, ...test }: PropertyTest): string {
  if (!facts.list) return comparison(property, { facts, ...test })
  const [list, ...rest] = property.split('/')
  return `${list}/any(x:${comparison(['x', ...rest].join('/'), { facts, ...test })})`
}

function comparison(path: string, { operator, ...test }: Omit<PropertyTest, 'property' | 'kind'>): string {
  const value = literal(test)
  const isFunction = operator === 'startsWith' || operator === 'endsWith' || operator === 'contains'
  return isFunction ? `${operator.toLowerCase()}(${path},${value})` : `${path} ${operator} ${value}`
}

function literal({ facts: { type }, value }: Pick<PropertyTest, 'facts' | 'value'>): string {
  if (typeof value !== 'string' || type === 'moment') return String(value)
  return odataString(type === 'wall' ? value.replace('Z', '') : value)
}
