import { customCollections } from '../../custom-data/expand-custom-data.ts'
import { searchEvents } from '../../errors/catalog.ts'
import type { ListRules } from '../../odata/list-rules.ts'
import { outlookFilterRefusal } from '../outlook/outlook-rules.ts'

/** How events may be listed (Graph rule 6). */
export const eventListRules: ListRules = {
  pageSize: 10,
  largestPage: 1000,
  paging: 'skip',
  counts: () => true,
  refusals: [
    { source: 'Graph rule 6', when: ({ has }) => has.search, problem: () => searchEvents },
    outlookFilterRefusal(['categories', ...customCollections]),
  ],
}

/** How calendars may be listed. */
export const calendarListRules: ListRules = {
  pageSize: 10,
  largestPage: 1000,
  paging: 'skip',
  counts: () => true,
  refusals: [outlookFilterRefusal([])],
}
