import type { ListRules } from '../../odata/list-rules.ts'

/** How announcements, issues and the state of services are listed. */
export const announcementRules: ListRules = {
  pageSize: 100,
  largestPage: 1000,
  paging: 'skip',
  counts: () => true,
  refusals: [],
}
