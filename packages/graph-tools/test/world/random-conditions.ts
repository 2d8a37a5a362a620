import fc from 'fast-check'

import type { EntityFacts, PropertyFacts } from '../../src/query/entity.ts'

/** A row as Graph answers it. */
export type Row = Readonly<Record<string, unknown>> & { readonly id: string }

/** Returns what is at a path of a row; of a list, what the first element has there. */
export function valueAt(row: Row | undefined, path: string): unknown {
  const [first = '', ...rest] = path.split('/')
  const value = row?.[first]
  let current: unknown = Array.isArray(value) ? value[0] : value
  for (const name of rest) current = (current as Record<string, unknown> | null | undefined)?.[name]
  return current
}

/** Makes conditions that an entity's table allows, of values that rows have, parts of them, and others. */
export function conditionOf(
  entity: EntityFacts,
  all: readonly Row[],
  place: 'where' | 'here',
): fc.Arbitrary<object> {
  const tests = Object.entries(entity.properties).flatMap(([name, facts]) => {
    const operators = operatorsOf(facts, place)
    return operators.length > 0 ? [testOf(name, facts, operators, all)] : []
  })
  if (tests.length === 0) return fc.constant({})
  const { condition } = fc.letrec<{ condition: object }>((tie) => ({
    condition: fc.oneof(
      { depthSize: 'small', withCrossShrink: true },
      fc.oneof(...tests),
      fc.tuple(fc.oneof(...tests), fc.oneof(...tests)).map(([one, other]) => ({ ...one, ...other })),
      fc.array(tie('condition'), { minLength: 1, maxLength: 3 }).map((and) => ({ and })),
      fc.array(tie('condition'), { minLength: 1, maxLength: 3 }).map((or) => ({ or })),
      tie('condition').map((not) => ({ not })),
    ),
  }))
  return condition
}

function testOf(
  name: string,
  facts: PropertyFacts,
  operators: readonly string[],
  all: readonly Row[],
): fc.Arbitrary<object> {
  return fc.constantFrom(...operators).chain((operator) =>
    givenTo(name, facts, operator, all).map((value) => {
      const test = { [operator]: value }
      return { [name]: facts.list ? { any: test } : test }
    }),
  )
}

function givenTo(
  name: string,
  { type, values }: PropertyFacts,
  operator: string,
  all: readonly Row[],
): fc.Arbitrary<unknown> {
  const known = all.map((row) => valueAt(row, name)).filter((value) => value !== null && value !== undefined)
  if (type === 'flag') return fc.boolean()
  if (type === 'number') return fc.oneof(fc.constantFrom(0, ...known.map(Number)), fc.integer())
  if (values) return fc.constantFrom(...values)
  if (type === 'moment' || type === 'wall') return momentOf(known.map(String))
  const whole = operator === 'eq' || operator === 'ne'
  const texts = fc.oneof(
    { weight: 4, arbitrary: fc.constantFrom('a', ...known.map(String)) },
    fc.constantFrom("O'Neill", 'R&D', 'x', '100 %', 'ß', 'İ', 'Ⅷ #1', '😀'),
    fc.string({ minLength: 1, maxLength: 6 }),
  )
  if (whole) return texts
  return fc
    .tuple(texts, fc.integer({ min: 0, max: 9 }), fc.integer({ min: 1, max: 9 }))
    .map(([text, start, length]) => partOf(text, operator, start, length))
}

function partOf(text: string, operator: string, start: number, length: number): string {
  const characters = [...text]
  if (operator === 'startsWith') return characters.slice(0, length).join('') || 'a'
  if (operator === 'endsWith') return characters.slice(-length).join('') || 'a'
  return characters.slice(start, start + length).join('') || 'a'
}

function momentOf(known: readonly string[]): fc.Arbitrary<string> {
  const given = known.map((text) => (text.endsWith('Z') ? text : `${text}Z`))
  return fc.constantFrom('2026-11-01', '2026-11-20T10:00:00+02:00', ...given)
}

const byType: Readonly<Record<PropertyFacts['type'], readonly string[]>> = {
  text: ['eq', 'ne', 'startsWith', 'endsWith', 'contains'],
  flag: ['eq', 'ne'],
  number: ['eq', 'ne', 'gt', 'ge', 'lt', 'le'],
  moment: ['eq', 'ne', 'gt', 'ge', 'lt', 'le'],
  wall: ['eq', 'ne', 'gt', 'ge', 'lt', 'le'],
}

function operatorsOf(facts: PropertyFacts, place: 'where' | 'here'): readonly string[] {
  if (place === 'where') return [...facts.filter, ...(facts.advanced ?? [])]
  return facts.list ? byType[facts.type].filter((operator) => operator !== 'ne') : byType[facts.type]
}
