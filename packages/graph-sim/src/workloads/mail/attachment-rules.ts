import type { ListRules } from '../../odata/list-rules.ts'
import { outlookFilterRefusal } from '../outlook/outlook-rules.ts'

/** How attachments may be listed: all at once. */
export const attachmentListRules: ListRules = {
  pageSize: 1000,
  largestPage: 1000,
  paging: 'skip',
  counts: () => true,
  refusals: [outlookFilterRefusal([])],
}
