import type { ListRules } from '../../odata/list-rules.ts'

/** How drive items may be listed: 200 at a time unless `$top` says otherwise. */
export const driveListRules: ListRules = {
  pageSize: 200,
  largestPage: 999,
  paging: 'skiptoken',
  counts: () => true,
  refusals: [],
}
