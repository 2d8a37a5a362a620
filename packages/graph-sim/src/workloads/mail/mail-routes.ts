import type { Route } from '../../routing/route.ts'
import { folderRoutes } from './folder-routes.ts'
import { messageAttachmentRoutes } from './message-attachment-routes.ts'
import { messageRoutes } from './message-routes.ts'
import { sendRoutes } from './send-routes.ts'

/** Everything of mail. */
export const mailRoutes: readonly Route[] = [
  ...folderRoutes,
  ...messageRoutes,
  ...messageAttachmentRoutes,
  ...sendRoutes,
]
