import { unsupportedDirectoryQuery } from '../../errors/catalog.ts'
import type { ListRules, QueryShape, Refusal } from '../../odata/list-rules.ts'
import { allUses, filterRefusal, isAdvanced } from './filter-support.ts'
import { userFilterTable } from './user-filter-table.ts'

const lost =
  'because the required parameters might be missing. Try adding $count=true query parameter and ConsistencyLevel:eventual header. Refer to https://aka.ms/graph-docs/advanced-queries for more information'

/** The operators that need an advanced query, as Graph spells them when it refuses. */
const advancedOperators: Readonly<Record<string, string>> = {
  endswith: 'endsWith',
  contains: 'contains',
  ne: 'NotEqual',
  not: 'Not',
}

/** Properties that a plain `$orderby` takes. */
const plainlyOrdered: readonly string[] = ['displayName', 'userPrincipalName']

/** What every list of directory objects refuses, apart from the properties of its own type. */
const refusals: readonly Refusal[] = [
  {
    source: 'Graph rule 8',
    when: ({ has, eventual }) => has.search && !eventual,
    problem: () =>
      unsupportedDirectoryQuery(
        "Request with $search query parameter only works through MSGraph with a special request header: 'ConsistencyLevel: eventual'",
      ),
  },
  {
    source: 'Graph rule 8',
    when: (shape) => advancedOperator(shape) !== undefined && !isAdvanced(shape),
    problem: (shape) =>
      unsupportedDirectoryQuery(`Operator '${advancedOperator(shape)}' is not supported ${lost}`),
  },
  {
    source: 'Graph rule 8',
    when: (shape) => shape.has.filter && shape.has.orderBy && !isAdvanced(shape),
    problem: () => unsupportedDirectoryQuery('Sorting not supported for current query.'),
  },
  {
    source: 'Graph rule 8',
    when: (shape) =>
      shape.orderBy.some(({ property }) => !plainlyOrdered.includes(property)) && !isAdvanced(shape),
    problem: () => unsupportedDirectoryQuery('Sorting not supported for current query.'),
  },
  {
    source: 'Graph rule 8',
    when: (shape) => shape.has.expand && isAdvanced(shape),
    problem: () => unsupportedDirectoryQuery('$expand is not supported with advanced query parameters.'),
  },
  {
    source: 'Graph rule 10',
    when: ({ filter }) => filter.some(({ operator }) => operator === 'all'),
    problem: () => unsupportedDirectoryQuery("The 'all' operator is not supported."),
  },
]

/** How directory objects of any kind may be listed (Graph rules 8 and 9). */
export const objectListRules: ListRules = {
  pageSize: 100,
  largestPage: 999,
  paging: 'skiptoken',
  tooLarge: (top) =>
    unsupportedDirectoryQuery(`Invalid page size specified: '${top}'. Must be between 1 and 999 inclusive.`),
  counts: ({ eventual }) => eventual,
  refusals,
}

/** How users may be listed (Graph rules 8 and 9). */
export const userListRules: ListRules = {
  ...objectListRules,
  refusals: [...refusals, filterRefusal('User', userFilterTable)],
}

function advancedOperator({ filter }: QueryShape): string | undefined {
  const use = allUses(filter).find(({ operator }) => operator in advancedOperators)
  return use && advancedOperators[use.operator]
}
