import { badRequest } from '../../errors/catalog.ts'
import { refuse } from '../../errors/graph-problem.ts'
import { created, noContent, ok } from '../../gateway/answer.ts'
import type { Call } from '../../gateway/call.ts'
import { readJson, readMembers } from '../../gateway/read-body.ts'
import { entityBody } from '../../odata/answer-entity.ts'
import { answerList } from '../../odata/answer-list.ts'
import type { Entity } from '../../odata/entity.ts'
import { guid, text } from '../../odata/property-type.ts'
import type { Route } from '../../routing/route.ts'
import type { OutlookIds } from '../outlook/outlook-ids.ts'
import { requireOwner } from './calendar-access.ts'
import { mailboxOf } from './calendar-call.ts'
import { nameTaken } from './calendar-from.ts'
import { type CalendarGroup, myCalendars } from './calendar-group.ts'
import { readCalendar, writeCalendar } from './calendar-permissions.ts'
import type { CalendarStore } from './calendar-store.ts'
import { calendarListRules } from './event-rules.ts'

const workload = 'outlook'
const list = '/users/{user}/calendarGroups'
const one = `${list}/{calendarGroup}`

/** Groups of calendars. */
export const calendarGroupRoutes: readonly Route[] = [
  {
    method: 'GET',
    paths: [list],
    workload,
    permissions: readCalendar,
    answer: (call) =>
      answerList(call, {
        entity: groupEntity(mailboxOf(call).ids),
        rules: calendarListRules,
        rows: ownCalendars(call).groups,
        context: contextOf(call),
      }),
  },
  {
    method: 'GET',
    paths: [one],
    workload,
    permissions: readCalendar,
    answer: (call) => ok(groupBody(call, namedGroup(call))),
  },
  {
    method: 'POST',
    paths: [list],
    workload,
    permissions: writeCalendar,
    answer: (call) => created(groupBody(call, ownCalendars(call).createGroup(freeName(call, undefined)))),
  },
  {
    method: 'PATCH',
    paths: [one],
    workload,
    permissions: writeCalendar,
    answer(call) {
      const group = namedGroup(call)
      group.name = freeName(call, group)
      ownCalendars(call).touchGroup(group)
      return ok(groupBody(call, group))
    },
  },
  {
    method: 'DELETE',
    paths: [one],
    workload,
    permissions: writeCalendar,
    answer(call) {
      const group = namedGroup(call)
      if (group.classId === myCalendars) refuse(badRequest('The default calendar group cannot be deleted.'))
      ownCalendars(call).removeGroup(group)
      return noContent
    },
  },
]

const properties = { id: text, name: text, classId: guid, changeKey: text } as const

function groupEntity(ids: OutlookIds): Entity<CalendarGroup> {
  return {
    name: 'calendarGroup',
    properties,
    navigation: ['calendars'],
    defaults: Object.keys(properties),
    always: ['id'],
    annotations: () => ({}),
    read(group, property) {
      if (property === 'id') return ids.folder(group.number)
      if (property === 'changeKey') return ids.changeKey(group.version)
      return property === 'classId' ? group.classId : group.name
    },
  }
}

/** Groups are seen by the mailbox's owner only. */
function ownCalendars(call: Call): CalendarStore {
  const { calendars } = mailboxOf(call)
  requireOwner(call, calendars.main)
  return calendars
}

function namedGroup(call: Call): CalendarGroup {
  return ownCalendars(call).findGroup(call.params['calendarGroup'] ?? '')
}

function groupBody(call: Call, row: CalendarGroup): Record<string, unknown> {
  return entityBody(call, { entity: groupEntity(mailboxOf(call).ids), row, context: contextOf(call) })
}

function contextOf(call: Call): string {
  return `users('${call.user.id}')/calendarGroups`
}

/** The name that a body gives to a group, or the one that it has; refuses one that another group has. */
function freeName(call: Call, group: CalendarGroup | undefined): string {
  const { name: given } = readMembers(readJson(call), groupEntity(mailboxOf(call).ids))
  const name = typeof given === 'string' && given.trim() !== '' ? given : group?.name
  if (name === undefined) refuse(badRequest('A calendar group needs a name.'))
  const taken = ownCalendars(call).groups.some(
    (other) => other !== group && other.name.toLowerCase() === name.toLowerCase(),
  )
  return taken ? refuse(nameTaken) : name
}
