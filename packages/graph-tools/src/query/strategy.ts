import { InvalidInput } from '@graphkeep/core'

import { type Condition, type PropertyTest, testsOf } from './condition.ts'
import type { EntityFacts, PropertyFacts } from './entity.ts'

/** One property that a list is sorted by. */
export interface SortedBy {
  readonly property: string
  readonly facts: PropertyFacts
  readonly descending: boolean
}

/** Where the parts of a condition go. */
export interface Split {
  /** The value of `$filter`, with what only sorting asks for. */
  readonly filter: readonly Condition[]

  /** What Graph is asked to keep. */
  readonly sent: readonly Condition[]

  /** What is to be kept here. */
  readonly kept: readonly Condition[]
}

/**
 * Reads what a list is sorted by.
 *
 * @throws {@link InvalidInput} for a property that Graph does not sort by.
 */
export function readOrder(
  entity: EntityFacts,
  orderBy: string | readonly string[] = [],
): readonly SortedBy[] {
  return [orderBy].flat().map((text) => {
    const [property = '', direction] = text.split(' ')
    const facts = Object.hasOwn(entity.properties, property) ? entity.properties[property] : undefined
    if (facts?.sort) return { property, facts, descending: direction === 'desc' }
    const sorted = Object.entries(entity.properties).flatMap(([name, { sort }]) => (sort ? [name] : []))
    throw new InvalidInput([
      `orderBy: ${entity.name}s are not sorted by ${property} (Graph rule 2). Sort by ${sorted.join(', ')}.`,
    ])
  })
}

/**
 * Decides what Graph filters by. With a sort, every sorted property leads the filter (Graph rule 2): by a condition of the
 * caller's, or by one that always holds. Where there is none, and beside a search (rule 5), all is kept here.
 */
export function splitWhere(
  entity: EntityFacts,
  parts: readonly Condition[],
  order: readonly SortedBy[],
  search: object | undefined,
): Split {
  const isTaken = (part: Condition) => testsOf(part).every((test) => takesFilter(test, order.length > 0))
  const taken = search !== undefined && entity.search === 'kql' ? [] : parts.filter(isTaken)
  const kept = parts.filter((part) => !taken.includes(part))
  if (taken.length === 0 || order.length === 0 || !entity.sortLeadsFilter) {
    return { filter: taken, sent: taken, kept }
  }
  const leaders = order.map((sorted) => leadersOf(sorted, taken))
  if (leaders.some((group) => group.length === 0)) return { filter: [], sent: [], kept: parts }
  const leading = leaders.flat()
  return { filter: [...leading, ...taken.filter((part) => !leading.includes(part))], sent: taken, kept }
}

/** Says whether a query has to be an advanced one (Graph rule 8). */
export function advancedQuery(
  { directory }: EntityFacts,
  asked: {
    readonly sent: readonly Condition[]
    readonly order: readonly SortedBy[]
    readonly search: object | undefined
    readonly count: boolean
  },
): boolean {
  const { sent, order, search, count } = asked
  if (!directory) return false
  return (
    count ||
    search !== undefined ||
    (sent.length > 0 && order.length > 0) ||
    order.some(({ facts }) => facts.sort === 'advanced') ||
    sent.some(isAdvanced)
  )
}

function isAdvanced(condition: Condition): boolean {
  if (condition.kind === 'not') return true
  if (condition.kind !== 'test') return condition.of.some(isAdvanced)
  return condition.value === null || !condition.facts.filter.includes(condition.operator)
}

/** Some services want `&` inside of `contains` encoded twice, others do not (Graph rule 13). */
function takesFilter({ facts, operator, value }: PropertyTest, sorted: boolean): boolean {
  if (operator === 'contains' && String(value).includes('&')) return false
  if (sorted && facts.unsorted?.includes(operator)) return false
  return facts.filter.includes(operator) || facts.advanced?.includes(operator) === true
}

function leadersOf({ property, facts }: SortedBy, parts: readonly Condition[]): readonly Condition[] {
  const own = parts.filter((part) => part.kind === 'test' && part.property === property)
  if (own.length > 0 || facts.type !== 'moment') return own
  return [{ kind: 'test', property, facts, operator: 'ge', value: '1970-01-01T00:00:00Z' }]
}
