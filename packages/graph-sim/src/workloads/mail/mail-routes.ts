import type { Route } from '../../routing/route.ts'
import { folderActionRoutes } from './folder-action-routes.ts'
import { folderRoutes } from './folder-routes.ts'
import { messageAttachmentRoutes } from './message-attachment-routes.ts'
import { messageRoutes } from './message-routes.ts'
import { sendRoutes } from './send-routes.ts'
import { unsubscribeRoute } from './unsubscribe-route.ts'

/** Everything of mail. */
export const mailRoutes: readonly Route[] = [
  ...folderRoutes,
  ...folderActionRoutes,
  ...messageRoutes,
  ...messageAttachmentRoutes,
  ...sendRoutes,
  unsubscribeRoute,
]
