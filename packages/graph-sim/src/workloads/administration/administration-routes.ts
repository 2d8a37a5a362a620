import type { Route } from '../../routing/route.ts'
import { announcementRoutes } from './announcement-routes.ts'
import { appRoutes } from './app-routes.ts'
import { auditRoutes } from './audit-routes.ts'
import { companyRoutes } from './company-routes.ts'
import { reportRoutes } from './report-routes.ts'
import { roleRoutes } from './role-routes.ts'
import { traceRoutes } from './trace-routes.ts'

/** What administrators read about the tenant. */
export const administrationRoutes: readonly Route[] = [
  ...companyRoutes,
  ...roleRoutes,
  ...appRoutes,
  ...auditRoutes,
  ...traceRoutes,
  ...reportRoutes,
  ...announcementRoutes,
]
