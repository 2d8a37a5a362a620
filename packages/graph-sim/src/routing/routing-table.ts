import { calendarRoutes } from '../workloads/calendar/calendar-routes.ts'
import { contactRoutes } from '../workloads/contacts/contact-routes.ts'
import { directoryRoutes } from '../workloads/directory/directory-routes.ts'
import { driveRoutes } from '../workloads/drive/drive-routes.ts'
import { mailRoutes } from '../workloads/mail/mail-routes.ts'
import type { Route } from './route.ts'

/** Every operation that is served. */
export const routingTable: readonly Route[] = [
  ...directoryRoutes,
  ...mailRoutes,
  ...calendarRoutes,
  ...contactRoutes,
  ...driveRoutes,
]
