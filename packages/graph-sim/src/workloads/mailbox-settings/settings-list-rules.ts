import type { ListRules } from '../../odata/list-rules.ts'
import { outlookFilterRefusal } from '../outlook/outlook-rules.ts'

/** How categories, overrides and rules may be listed: all at once, as there are never many. */
export const settingsListRules: ListRules = {
  pageSize: 1000,
  largestPage: 1000,
  paging: 'skip',
  counts: () => true,
  refusals: [outlookFilterRefusal([])],
}
