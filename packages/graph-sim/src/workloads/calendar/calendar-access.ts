import { accessDenied, mailboxClosed } from '../../errors/catalog.ts'
import { refuse } from '../../errors/graph-problem.ts'
import type { Call } from '../../gateway/call.ts'
import type { TenantState } from '../../tenant/tenant-state.ts'
import type { User } from '../directory/user.ts'
import { type CalendarRole, calendarRoles } from './calendar-permission.ts'
import type { Calendar } from './event.ts'

const writers: readonly ViewerRole[] = [
  'owner',
  'write',
  'delegateWithoutPrivateEventAccess',
  'delegateWithPrivateEventAccess',
]
const readers: readonly ViewerRole[] = [...writers, 'limitedRead', 'read', 'custom']

/** What a caller may do with a calendar; apps, and members for a group's, may do what its owner may. */
export type ViewerRole = 'owner' | CalendarRole

/** What a caller may do with a calendar of the mailbox that the path names. */
export function viewerRole({ tenant, principal, user, params }: Call, calendar: Calendar): ViewerRole {
  if (principal.kind === 'application' || params['group'] !== undefined) return 'owner'
  return roleOf(tenant, { owner: user, viewer: principal.user, calendar })
}

/** Somebody and a calendar. */
export interface Viewing {
  readonly owner: User
  readonly viewer: User
  readonly calendar: Calendar
}

/** What somebody may do with a calendar; who may open the whole mailbox may do everything. */
export function roleOf(
  { access }: Pick<TenantState, 'access'>,
  { owner, viewer, calendar }: Viewing,
): ViewerRole {
  if (viewer.id === owner.id || access.has(owner, viewer, 'fullAccess')) return 'owner'
  const { permissions, isDefaultCalendar } = calendar
  const names = [viewer.mail, viewer.userPrincipalName].map((address) => address?.toLowerCase())
  const named = permissions.find(
    ({ address }) => address !== undefined && names.includes(address.toLowerCase()),
  )
  const role = (named ?? permissions.find(({ key }) => key === 'Default'))?.role ?? 'none'
  const granted = isDefaultCalendar ? access.roleOn(owner, viewer, 'calendar') : undefined
  return granted !== undefined && calendarRoles.indexOf(granted) > calendarRoles.indexOf(role)
    ? granted
    : role
}

/** Hands out a calendar to who may read it, and to who may write when the request does; refuses others. */
export function opened(call: Call, calendar: Calendar): Calendar {
  const reads = call.method === 'GET'
  if ((reads ? readers : writers).includes(viewerRole(call, calendar))) return calendar
  return refuse(reads ? mailboxClosed : accessDenied.outlook)
}

/** Whether a caller may read a calendar. */
export function isReadable(call: Call, calendar: Calendar): boolean {
  return readers.includes(viewerRole(call, calendar))
}

/** Whether somebody with a role may change events. */
export function mayWrite(role: ViewerRole): boolean {
  return writers.includes(role)
}

/** Whether somebody with a role sees what private events say. */
export function seesPrivateEvents(role: ViewerRole): boolean {
  return role === 'owner' || role === 'delegateWithPrivateEventAccess'
}

/** Refuses everybody but the owner: nobody else sees or changes who may do what with a calendar. */
export function requireOwner(call: Call, calendar: Calendar): void {
  if (viewerRole(call, calendar) !== 'owner') refuse(accessDenied.outlook)
}
