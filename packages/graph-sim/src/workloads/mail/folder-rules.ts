import { customCollections } from '../../custom-data/expand-custom-data.ts'
import type { ListRules } from '../../odata/list-rules.ts'
import { outlookFilterRefusal } from '../outlook/outlook-rules.ts'

/** How mail folders may be listed. */
export const folderListRules: ListRules = {
  pageSize: 10,
  largestPage: 1000,
  paging: 'skip',
  counts: () => true,
  refusals: [outlookFilterRefusal(customCollections)],
}
