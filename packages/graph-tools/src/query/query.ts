import { InvalidInput } from '@graphkeep/core'

import { graphQuery } from '../client/graph-query.ts'
import type { Asked } from './asked.ts'
import { type Condition, conjuncts, readCondition, testsOf } from './condition.ts'
import type { EntityFacts } from './entity.ts'
import { odata } from './odata.ts'
import { readSearch } from './search.ts'
import { advancedQuery, readOrder, type SortedBy, type Split, splitWhere } from './strategy.ts'
import { readWindow } from './window.ts'

/** A question that Graph takes, and what is left to do here. */
export interface Query {
  /** Graph's name of what is asked for. */
  readonly entity: string

  /** Path and query of the first page. */
  readonly path: string

  /** What has to go along with the request for each page (Graph rule 8). */
  readonly headers: Readonly<Record<string, string>>

  /** What Graph was asked to keep. */
  readonly sent: Condition

  /** What Graph could not be asked to keep. */
  readonly here: Condition

  /** The properties of `here`. */
  readonly filteredHere: readonly string[]

  /** What is selected for the conditions alone, and left out of the rows. */
  readonly added: readonly string[]

  /** How many rows fill a page. */
  readonly pageSize: number

  /** What is asked instead when Graph refuses the filter as too complex, as some mailboxes do (Graph rule 2). */
  readonly instead?: Query
}

/**
 * Makes a query for a list of an entity. Conditions go to Graph where Graph takes them, with those terms in front that
 * sorting asks for (rule 2); the others are kept for {@link readRows}.
 *
 * @param path Of the list, e.g. `/me/messages`.
 * @throws {@link InvalidInput} for what Graph would refuse, before anything is sent, with the rule and the way out.
 *
 * @example
 * ```ts
 * const unread = query(messages, '/me/mailFolders/inbox/messages', {
 *   select: ['id', 'subject'],
 *   where: { isRead: { eq: false }, 'from/emailAddress/address': { eq: "o'brien@contoso.com" } },
 *   orderBy: 'receivedDateTime desc',
 * })
 * ```
 */
export function query<const E extends EntityFacts, const top extends number>(
  entity: E,
  path: string,
  asked: Asked<E, top>,
): Query {
  const read = readAsked(entity, asked as Loose)
  const { parts, order, search } = read
  const split = splitWhere(entity, parts, order, search)
  const isDoubtful = entity.sortLeadsFilter && order.length > 0 && split.sent.length > 0
  const instead = isDoubtful && write(entity, path, read, { filter: [], sent: [], kept: parts })
  return { ...write(entity, path, read, split), ...(instead && { instead }) }
}

function readAsked(entity: EntityFacts, asked: Loose) {
  return {
    ...asked,
    count: asked.count ?? false,
    order: readOrder(entity, asked.orderBy),
    parts: conjuncts(readCondition(entity, asked.where)),
    unsent: conjuncts(readCondition(entity, asked.here)),
    top: checkedTop(entity, asked.top),
  }
}

function write(entity: EntityFacts, path: string, asked: ReturnType<typeof readAsked>, split: Split): Query {
  const { select, unsent, top, count, order, search, window } = asked
  const kept = [...split.kept, ...unsent]
  const tests = [...split.sent, ...kept].flatMap(testsOf)
  const added = [...new Set(tests.map(({ property }) => property.split('/')[0] ?? ''))].filter(
    (property) => !select.includes(property),
  )
  const advanced = advancedQuery(entity, { sent: split.sent, order, search, count })
  const pageSize = top ?? entity.pageSize
  const options = {
    ...readWindow(entity, window),
    $search: readSearch(entity, { search, order, count }, split.kept),
    $select: checkedSelect(entity, [...select, ...added]),
    $filter: odata(split.filter),
    $orderby: writeOrder(order),
    $top: kept.length > 0 ? Math.min(Math.max(pageSize, 100), entity.mostTop) : top,
    $count: advanced || (count && kept.length === 0) || undefined,
  }
  return {
    entity: entity.name,
    path: `${path}${graphQuery(options)}`,
    headers: { ...entity.headers, ...(advanced && { ConsistencyLevel: 'eventual' }) },
    sent: { kind: 'and', of: split.sent },
    here: { kind: 'and', of: kept },
    filteredHere: [...new Set(kept.flatMap(testsOf).map(({ property }) => property))],
    added,
    pageSize,
  }
}

/** A query as it comes from callers whose types nobody has checked. */
interface Loose {
  readonly select: readonly string[]
  readonly where?: object | undefined
  readonly here?: object | undefined
  readonly top?: number | undefined
  readonly count?: boolean | undefined
  readonly orderBy?: string | readonly string[] | undefined
  readonly search?: object | undefined
  readonly window?: { readonly start: string; readonly end: string } | undefined
}

function writeOrder(order: readonly SortedBy[]): readonly string[] | undefined {
  return order.length > 0
    ? order.map(({ property, descending }) => (descending ? `${property} desc` : property))
    : undefined
}

function checkedTop({ name, mostTop, directory }: EntityFacts, top: number | undefined): number | undefined {
  if (top === undefined || (Number.isInteger(top) && top >= 1 && top <= mostTop)) return top
  const rule = directory ? 9 : 1
  throw new InvalidInput([
    `top: ${name}s come at most ${mostTop} at a time (Graph rule ${rule}). Ask for fewer, and go on page by page.`,
  ])
}

function checkedSelect(entity: EntityFacts, select: readonly string[]): readonly string[] {
  const known = [...Object.keys(entity.properties).map((path) => path.split('/')[0]), ...entity.others]
  const unknown = select.find((property) => !known.includes(property))
  if (select.length > 0 && unknown === undefined) return select
  throw new InvalidInput([
    `select: name what is needed, and nothing that a ${entity.name} lacks (Graph rules 9, 11 and 14)${unknown ? `; it has no ${unknown}` : ''}`,
  ])
}
