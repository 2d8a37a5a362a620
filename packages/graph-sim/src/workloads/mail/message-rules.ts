import { customCollections } from '../../custom-data/expand-custom-data.ts'
import { inefficientFilter, invalidFilterNodes, searchWithOrderBy } from '../../errors/catalog.ts'
import type { ListRules, QueryShape, Refusal } from '../../odata/list-rules.ts'
import { outlookFilterRefusal, refuseWithSearch } from '../outlook/outlook-rules.ts'

const refusals: readonly Refusal[] = [
  { source: 'Graph rule 5', when: ({ has }) => has.search && has.orderBy, problem: () => searchWithOrderBy },
  refuseWithSearch('filter'),
  refuseWithSearch('skip'),
  refuseWithSearch('count'),
  outlookFilterRefusal(['categories', ...customCollections]),
  {
    source: 'Graph rule 10',
    when: ({ filter }) => filter.some(({ operator }) => operator === 'all'),
    problem: () => invalidFilterNodes,
  },
  {
    source: 'Graph rules 2 and 4',
    when: (shape) => shape.has.filter && shape.has.orderBy && !orderFitsFilter(shape),
    problem: () => inefficientFilter,
  },
]

/** How messages may be listed (Graph rules 1 to 5). */
export const messageListRules: ListRules = {
  pageSize: 10,
  largestPage: 1000,
  paging: 'skip',
  counts: () => true,
  refusals,
}

/** The sorted properties lead the filter, in their order; a bare `startswith` is let through as well (Graph rule 4). */
function orderFitsFilter({ filter, orderBy }: QueryShape): boolean {
  if (filter.every(({ operator }) => operator === 'startswith')) return true
  const filtered = [...new Set(filter.map(({ property }) => property).filter(Boolean))]
  return orderBy.every(({ property }, i) => filtered[i] === property)
}
