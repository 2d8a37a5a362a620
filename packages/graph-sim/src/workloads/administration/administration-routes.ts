import type { Route } from '../../routing/route.ts'
import { unitRoutes } from '../administrative-units/unit-routes.ts'
import { deviceRoutes } from '../devices-and-contacts/device-routes.ts'
import { lifecycleRoutes } from '../group-policies/lifecycle-routes.ts'
import { settingRoutes } from '../group-policies/setting-routes.ts'
import { reportRoutes } from '../usage-reports/report-routes.ts'
import { announcementRoutes } from './announcement-routes.ts'
import { appRoutes } from './app-routes.ts'
import { auditRoutes } from './audit-routes.ts'
import { companyRoutes } from './company-routes.ts'
import { roleRoutes } from './role-routes.ts'
import { traceRoutes } from './trace-routes.ts'
import { unifiedRoleRoutes } from './unified-role-routes.ts'

/** What administrators read about the tenant. */
export const administrationRoutes: readonly Route[] = [
  ...companyRoutes,
  ...roleRoutes,
  ...unifiedRoleRoutes,
  ...unitRoutes,
  ...deviceRoutes,
  ...settingRoutes,
  ...lifecycleRoutes,
  ...appRoutes,
  ...auditRoutes,
  ...traceRoutes,
  ...reportRoutes,
  ...announcementRoutes,
]
