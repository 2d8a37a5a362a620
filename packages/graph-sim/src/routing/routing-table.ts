import { extensionRoutes } from '../custom-data/all-extension-routes.ts'
import { administrationRoutes } from '../workloads/administration/administration-routes.ts'
import { calendarRoutes } from '../workloads/calendar/calendar-routes.ts'
import { changeRoutes } from '../workloads/changes/change-routes.ts'
import { contactRoutes } from '../workloads/contacts/contact-routes.ts'
import { conversationRoutes } from '../workloads/conversations/conversation-routes.ts'
import { directoryRoutes } from '../workloads/directory/directory-routes.ts'
import { objectRoutes } from '../workloads/directory-objects/object-routes.ts'
import { driveRoutes } from '../workloads/drive/drive-routes.ts'
import { sharingRoutes } from '../workloads/drive-sharing/share-routes.ts'
import { groupRoutes } from '../workloads/groups/group-routes.ts'
import { mailRoutes } from '../workloads/mail/mail-routes.ts'
import { mailboxSettingsRoutes } from '../workloads/mailbox-settings/mailbox-settings-routes.ts'
import { meetingRoutes } from '../workloads/online-meetings/meeting-routes.ts'
import { peopleRoutes } from '../workloads/people/people-routes.ts'
import { placeRoutes } from '../workloads/places/place-routes.ts'
import { plannerRoutes } from '../workloads/planner/planner-routes.ts'
import { presenceRoutes } from '../workloads/presence/presence-routes.ts'
import { schedulingRoutes } from '../workloads/scheduling/scheduling-routes.ts'
import { searchRoutes } from '../workloads/search/search-routes.ts'
import { siteRoutes } from '../workloads/sites/site-routes.ts'
import { subscriptionRoutes } from '../workloads/subscriptions/subscription-routes.ts'
import { teamRoutes } from '../workloads/teams/team-routes.ts'
import { todoRoutes } from '../workloads/todo/todo-routes.ts'
import { userAdminRoutes } from '../workloads/users-admin/user-admin-routes.ts'
import type { Route } from './route.ts'

/** Every operation that is served. */
export const routingTable: readonly Route[] = [
  ...directoryRoutes,
  ...extensionRoutes,
  ...objectRoutes,
  ...mailRoutes,
  ...calendarRoutes,
  ...contactRoutes,
  ...changeRoutes,
  ...driveRoutes,
  ...sharingRoutes,
  ...siteRoutes,
  ...searchRoutes,
  ...userAdminRoutes,
  ...administrationRoutes,
  ...todoRoutes,
  ...mailboxSettingsRoutes,
  ...peopleRoutes,
  ...placeRoutes,
  ...schedulingRoutes,
  ...groupRoutes,
  ...conversationRoutes,
  ...teamRoutes,
  ...plannerRoutes,
  ...presenceRoutes,
  ...meetingRoutes,
  ...subscriptionRoutes,
]
