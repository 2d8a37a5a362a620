import { badRequest } from '../../errors/catalog.ts'
import type { Problem } from '../../errors/graph-problem.ts'
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

/** How all messages of a team or a person may be listed: filtered by when they were last changed. */
export const exportRules: ListRules = {
  ...pagesOf(50, 50),
  refusals: [
    ...refusing('orderBy', 'search', 'skip', 'count', 'expand'),
    {
      source: 'channel: getAllMessages',
      when: ({ filter }) => filter.some(({ property }) => property !== 'lastModifiedDateTime'),
      problem: () => badRequest('$filter takes a range of lastModifiedDateTime here.'),
    },
  ],
}

/** How chats may be listed: 20 at a time, 50 at most. */
export const chatRules: ListRules = { ...pagesOf(20, 50), refusals: refusing('search', 'skip', 'count') }

/** How channels, tabs, tags and the like may be listed: all at once. */
export const allAtOnce: ListRules = {
  ...pagesOf(1000, 1000),
  refusals: refusing('search', 'skip', 'orderBy'),
}

/** How members may be listed. */
export const memberListRules: ListRules = { ...pagesOf(100, 999), refusals: [] }

/** How the teams of the organisation may be listed. */
export const teamListRules: ListRules = {
  ...pagesOf(100, 999),
  counts: () => true,
  refusals: refusing('search', 'skip', 'orderBy', 'expand'),
}

/** A page that is asked for is too large. */
export function topTooLarge(largestPage: number, top: number): Problem {
  return badRequest(
    `The limit of '${largestPage}' for Top query has been exceeded. The value from the incoming request is '${top}'.`,
  )
}

/** A query option that Teams does not take. */
export function optionNotAllowed(option: string): Problem {
  return badRequest(
    `Query option '${option.charAt(0).toUpperCase()}${option.slice(1)}' is not allowed. To allow it, set the 'AllowedQueryOptions' property on EnableQueryAttribute or QueryValidationSettings.`,
  )
}

/** Teams says with each page how many rows it holds. */
function pagesOf(pageSize: number, largestPage: number): Omit<ListRules, 'refusals'> {
  return {
    pageSize,
    largestPage,
    paging: 'skiptoken',
    counts: () => false,
    countsEachPage: true,
    tooLarge: (top) => topTooLarge(largestPage, top),
  }
}

function refusing(...options: readonly Option[]): readonly Refusal[] {
  return options.map((option) => ({
    source: 'Graph rule 13',
    when: ({ has }: QueryShape) => has[option],
    problem: () => optionNotAllowed(option),
  }))
}
