import { unsupportedDirectoryQuery } from '../../errors/catalog.ts'
import type { ListRules, QueryShape } from '../../odata/list-rules.ts'
import { objectListRules } from '../directory/directory-rules.ts'

/** Properties that only advanced queries filter by. */
const unindexed: readonly string[] = ['createdDateTime', 'renewedDateTime', 'expirationDateTime']

/** How groups may be listed (Graph rules 8 and 9). */
export const groupListRules: ListRules = {
  ...objectListRules,
  refusals: [
    {
      source: 'Graph rule 8',
      when: (shape) => unindexedIn(shape) !== undefined && !isAdvanced(shape),
      problem: (shape) =>
        unsupportedDirectoryQuery(
          `Unsupported or invalid query filter clause specified for property '${unindexedIn(shape)}' of resource 'Group'.`,
        ),
    },
    ...objectListRules.refusals,
  ],
}

/** How members, owners and memberships may be listed: filters and sorts are advanced queries (Graph rule 8). */
export const referenceListRules: ListRules = {
  ...objectListRules,
  refusals: [
    {
      source: 'Graph rule 8',
      when: (shape) => (shape.has.filter || shape.has.orderBy) && !isAdvanced(shape),
      problem: () =>
        unsupportedDirectoryQuery(
          'The specified filter to the reference property query is currently not supported.',
        ),
    },
    ...objectListRules.refusals,
  ],
}

function unindexedIn({ filter }: QueryShape): string | undefined {
  return filter.find(({ property }) => unindexed.includes(property))?.property
}

function isAdvanced({ eventual, has }: QueryShape): boolean {
  return eventual && (has.count || has.search)
}
