import type { Route } from '../../routing/route.ts'
import { calendarDeltaRoutes } from './calendar-delta-routes.ts'
import { contactDeltaRoutes } from './contact-delta-routes.ts'
import { driveDeltaRoutes } from './drive-delta-routes.ts'
import { groupDeltaRoutes } from './group-delta-routes.ts'
import { mailDeltaRoutes } from './mail-delta-routes.ts'
import { siteDeltaRoutes } from './site-delta-routes.ts'
import { todoDeltaRoutes } from './todo-delta-routes.ts'
import { userDeltaRoutes } from './user-delta-routes.ts'

/** Everything that tells what has changed since a client last asked. */
export const changeRoutes: readonly Route[] = [
  ...todoDeltaRoutes,
  ...userDeltaRoutes,
  ...groupDeltaRoutes,
  ...mailDeltaRoutes,
  ...calendarDeltaRoutes,
  ...contactDeltaRoutes,
  ...driveDeltaRoutes,
  ...siteDeltaRoutes,
]
