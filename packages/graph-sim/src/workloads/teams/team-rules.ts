import { badRequest } from '../../errors/catalog.ts'
import type { ListRules, QueryShape, Refusal } from '../../odata/list-rules.ts'

type Option = 'filter' | 'orderBy' | 'search' | 'skip' | 'count' | 'expand'

/** How messages in channels may be listed: 20 at a time, 50 at most, with `$top` and `$expand` only. */
export const channelMessageRules: ListRules = {
  ...pagesOf(20, 50),
  refusals: refusing('filter', 'orderBy', 'search', 'skip', 'count'),
}

/** How messages in chats may be listed: sorted downwards by one of their times. */
export const chatMessageRules: ListRules = {
  ...pagesOf(20, 50),
  refusals: [
    ...refusing('search', 'skip', 'count', 'expand'),
    {
      source: 'chat: list messages',
      when: ({ orderBy }) =>
        orderBy.some(
          ({ property, direction }) =>
            direction === 'asc' || !['lastModifiedDateTime', 'createdDateTime'].includes(property),
        ),
      problem: () =>
        badRequest('$orderby takes lastModifiedDateTime or createdDateTime here, in descending order only.'),
    },
    {
      source: 'chat: list messages',
      when: ({ filter }) =>
        filter.some(
          ({ property, operator }) =>
            !(property === 'lastModifiedDateTime' && (operator === 'gt' || operator === 'lt')) &&
            !(property === 'createdDateTime' && operator === 'lt'),
        ),
      problem: () =>
        badRequest('$filter takes lastModifiedDateTime with gt and lt here, and createdDateTime with lt.'),
    },
  ],
}

/** How chats may be listed: 20 at a time, 50 at most. */
export const chatRules: ListRules = { ...pagesOf(20, 50), refusals: refusing('search', 'skip', 'count') }

/** How channels may be listed: all at once. */
export const channelRules: ListRules = {
  ...pagesOf(1000, 1000),
  counts: () => true,
  refusals: refusing('search', 'skip', 'orderBy'),
}

function pagesOf(pageSize: number, largestPage: number): Omit<ListRules, 'refusals'> {
  return {
    pageSize,
    largestPage,
    paging: 'skiptoken',
    counts: () => false,
    tooLarge: (top) =>
      badRequest(
        `The limit of '${largestPage}' for Top query has been exceeded. The value from the incoming request is '${top}'.`,
      ),
  }
}

function refusing(...options: readonly Option[]): readonly Refusal[] {
  return options.map((option) => ({
    source: 'Graph rule 13',
    when: ({ has }: QueryShape) => has[option],
    problem: () =>
      badRequest(
        `Query option '${option.charAt(0).toUpperCase()}${option.slice(1)}' is not allowed. To allow it, set the 'AllowedQueryOptions' property on EnableQueryAttribute or QueryValidationSettings.`,
      ),
  }))
}
