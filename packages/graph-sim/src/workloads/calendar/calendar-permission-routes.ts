import { badBody, badRequest, itemNotFound } from '../../errors/catalog.ts'
import { refuse } from '../../errors/graph-problem.ts'
import { noContent, ok } from '../../gateway/answer.ts'
import type { Call } from '../../gateway/call.ts'
import { readJson, readMembers } from '../../gateway/read-body.ts'
import { entityBody } from '../../odata/answer-entity.ts'
import { answerList } from '../../odata/answer-list.ts'
import type { Route } from '../../routing/route.ts'
import { recipientFrom } from '../outlook/recipients.ts'
import { requireOwner, viewerRole } from './calendar-access.ts'
import { calendarFor, eventOf, mailboxOf, ownerPath } from './calendar-call.ts'
import type { CalendarPermission, CalendarRole } from './calendar-permission.ts'
import {
  calendarPermissionEntity,
  delegateRoles,
  permissionId,
  rolesFor,
} from './calendar-permission-entity.ts'
import { readCalendar, writeCalendar } from './calendar-permissions.ts'
import type { Calendar } from './event.ts'
import { calendarListRules } from './event-rules.ts'

const workload = 'outlook'
const lists = [
  '/users/{user}/calendar',
  '/users/{user}/calendars/{calendar}',
  '/users/{user}/calendarGroups/{calendarGroup}/calendars/{calendar}',
  '/users/{user}/events/{event}/calendar',
].map((path) => `${path}/calendarPermissions`)
const ones = lists.map((path) => `${path}/{permission}`)

/** Who may do what with a calendar. */
export const calendarPermissionRoutes: readonly Route[] = [
  {
    method: 'GET',
    paths: lists,
    workload,
    permissions: readCalendar,
    answer(call) {
      const calendar = namedCalendar(call)
      return answerList(call, {
        entity: calendarPermissionEntity,
        rules: calendarListRules,
        rows: viewerRole(call, calendar) === 'owner' ? calendar.permissions : [],
        context: contextOf(call),
      })
    },
  },
  {
    method: 'GET',
    paths: ones,
    workload,
    permissions: readCalendar,
    answer: (call) => ok(permissionBody(call, namedPermission(call))),
  },
  {
    method: 'POST',
    paths: lists,
    workload,
    permissions: writeCalendar,
    answer: (call) => ok(permissionBody(call, share(call, namedCalendar(call)))),
  },
  {
    method: 'PATCH',
    paths: ones,
    workload,
    permissions: writeCalendar,
    answer(call) {
      const permission = namedPermission(call)
      const members = readMembers(readJson(call), calendarPermissionEntity)
      if (members['role'] !== undefined)
        permission.role = roleIn(members['role'], permission, namedCalendar(call))
      return ok(permissionBody(call, permission))
    },
  },
  {
    method: 'DELETE',
    paths: ones,
    workload,
    permissions: writeCalendar,
    answer(call) {
      const permission = namedPermission(call)
      if (permission.address === undefined)
        refuse(badRequest('The permission of the organization cannot be removed.'))
      const { permissions } = namedCalendar(call)
      permissions.splice(permissions.indexOf(permission), 1)
      return noContent
    },
  },
]

function namedCalendar(call: Call): Calendar {
  return call.params['event'] === undefined ? calendarFor(call) : eventOf(call).event.calendar
}

function namedPermission(call: Call): CalendarPermission {
  const calendar = namedCalendar(call)
  requireOwner(call, calendar)
  const id = call.params['permission']
  return calendar.permissions.find((one) => permissionId(one) === id) ?? refuse(itemNotFound)
}

/** Lets somebody do what a body says; who has a permission already gets another role. */
function share(call: Call, calendar: Calendar): CalendarPermission {
  requireOwner(call, calendar)
  const members = readMembers(readJson(call), calendarPermissionEntity)
  const { nameOf } = mailboxOf(call)
  const who = recipientFrom(members, nameOf)?.emailAddress
  if (who === undefined) refuse(badBody("The permission needs the property 'emailAddress'."))
  const { permissions } = calendar
  const known = permissions.find(({ address }) => address?.toLowerCase() === who.address.toLowerCase())
  const permission: CalendarPermission = known ?? {
    key: `ExchangePublishedUser.${who.address}`,
    displayName: who.name,
    address: who.address,
    isInsideOrganization: call.tenant.directory.find(who.address) !== undefined,
    role: 'read',
  }
  permission.role = roleIn(members['role'] ?? 'read', permission, calendar)
  const last = permissions.findIndex(({ key }) => key === 'Default')
  if (known === undefined) permissions.splice(last < 0 ? permissions.length : last, 0, permission)
  return permission
}

/** A role that may be given; delegates are of the organization, and of a default calendar. */
function roleIn(value: unknown, permission: CalendarPermission, calendar: Calendar): CalendarRole {
  const wanted = String(value).toLowerCase()
  const { isInsideOrganization, address } = permission
  const delegates = calendar.isDefaultCalendar && isInsideOrganization && address !== undefined
  const given = [...rolesFor(permission), ...(delegates ? delegateRoles : [])]
  return (
    given.find((one) => one.toLowerCase() === wanted) ??
    refuse(
      badRequest(`The role '${String(value).slice(0, 80)}' is not allowed for this calendar permission.`),
    )
  )
}

function permissionBody(call: Call, row: CalendarPermission): Record<string, unknown> {
  return entityBody(call, { entity: calendarPermissionEntity, row, context: contextOf(call) })
}

function contextOf(call: Call): string {
  const { calendar } = call.params
  const place = calendar === undefined ? 'calendar' : `calendars('${encodeURIComponent(calendar)}')`
  return `${ownerPath(call)}/${place}/calendarPermissions`
}
