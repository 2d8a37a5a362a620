import type { Route } from '../../routing/route.ts'
import { changePasswordRoute } from './change-password-route.ts'
import { invitationRoute } from './invitation-routes.ts'
import { licenseRoutes } from './license-routes.ts'
import { photoRoutes } from './photo-routes.ts'
import { userSettingsRoutes } from './user-settings-routes.ts'
import { userWriteRoutes } from './user-write-routes.ts'

/** What administrators do with users: accounts, passwords, licences, pictures. */
export const userAdminRoutes: readonly Route[] = [
  ...userWriteRoutes,
  changePasswordRoute,
  ...licenseRoutes,
  ...photoRoutes,
  ...userSettingsRoutes,
  invitationRoute,
]
