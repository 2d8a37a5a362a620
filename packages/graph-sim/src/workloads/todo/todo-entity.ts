import type { Entity, View } from '../../odata/entity.ts'
import { complex, flag, listOf, moment, oneOf, openComplex, text } from '../../odata/property-type.ts'
import { toInstant, toLocal } from '../../time/zone.ts'
import type { LocalTime } from '../calendar/event.ts'
import type { OutlookIds } from '../outlook/outlook-ids.ts'
import { dateTimeTimeZoneType } from '../outlook/outlook-types.ts'
import type { ChecklistItem, LinkedResource, TodoList, TodoTask } from './todo-task.ts'

const listProperties = {
  displayName: text,
  isOwner: flag,
  isShared: flag,
  wellknownListName: oneOf('wellknownListName', 'none', 'defaultList', 'flaggedEmails'),
  id: text,
} as const

/** Task lists as Graph describes them. */
export function todoListEntity(ids: OutlookIds): Entity<TodoList> {
  return {
    name: 'todoTaskList',
    properties: listProperties,
    navigation: ['tasks', 'extensions'],
    defaults: Object.keys(listProperties),
    always: ['id'],
    annotations: ({ version }) => ({ '@odata.etag': `W/"${ids.changeKey(version)}"` }),
    read(list, property) {
      if (property === 'id') return ids.folder(list.number)
      if (property === 'isOwner') return true
      if (property === 'isShared') return false
      return list[property as 'displayName' | 'wellknownListName']
    },
  }
}

/** The states that a task goes through. */
export const taskStatus = oneOf(
  'taskStatus',
  'notStarted',
  'inProgress',
  'completed',
  'waitingOnOthers',
  'deferred',
)

/** How much a task matters. */
export const taskImportance = oneOf('importance', 'low', 'normal', 'high')

const taskProperties = {
  importance: taskImportance,
  isReminderOn: flag,
  status: taskStatus,
  title: text,
  createdDateTime: moment,
  lastModifiedDateTime: moment,
  hasAttachments: flag,
  categories: listOf(text),
  id: text,
  body: complex('itemBody', { contentType: oneOf('bodyType', 'text', 'html'), content: text }),
  bodyLastModifiedDateTime: moment,
  startDateTime: dateTimeTimeZoneType,
  dueDateTime: dateTimeTimeZoneType,
  reminderDateTime: dateTimeTimeZoneType,
  completedDateTime: dateTimeTimeZoneType,
  recurrence: openComplex('patternedRecurrence'),
} as const

/** Tasks as Graph describes them; what is not set is left out. */
export function todoTaskEntity(ids: OutlookIds): Entity<TodoTask> {
  return {
    name: 'todoTask',
    properties: taskProperties,
    navigation: ['attachments', 'attachmentSessions', 'checklistItems', 'extensions', 'linkedResources'],
    defaults: Object.keys(taskProperties),
    always: ['id'],
    annotations: ({ version }) => ({ '@odata.etag': `W/"${ids.changeKey(version)}"` }),
    read: (task, property, view) => readTask(task, property, { view, ids }),
  }
}

function readTask(
  task: TodoTask,
  property: string,
  { view, ids }: { readonly view: View; readonly ids: OutlookIds },
): unknown {
  switch (property) {
    case 'id':
      return ids.item(task.list.number, task.number)
    case 'hasAttachments':
      return task.attachments.length > 0
    case 'recurrence':
      return task.recurrence ?? undefined
    case 'startDateTime':
    case 'dueDateTime':
    case 'reminderDateTime':
    case 'completedDateTime':
      return inZone(task[property], view.timeZone)
    default:
      return (task as unknown as Readonly<Record<string, unknown>>)[property]
  }
}

function inZone(time: LocalTime | undefined, zone: string): LocalTime | undefined {
  if (time === undefined) return undefined
  const dateTime =
    time.timeZone === zone ? time.dateTime : toLocal(toInstant(time.dateTime, time.timeZone), zone)
  return { dateTime: `${dateTime.slice(0, 19)}.0000000`, timeZone: zone }
}

const checklistProperties = {
  displayName: text,
  createdDateTime: moment,
  checkedDateTime: moment,
  isChecked: flag,
  id: text,
} as const

/** Steps of a task as Graph describes them. */
export const checklistItemEntity: Entity<ChecklistItem> = {
  name: 'checklistItem',
  properties: checklistProperties,
  navigation: [],
  defaults: Object.keys(checklistProperties),
  always: ['id'],
  annotations: () => ({}),
  read: (item, property) => item[property as keyof ChecklistItem],
}

const linkProperties = {
  webUrl: text,
  applicationName: text,
  displayName: text,
  externalId: text,
  id: text,
} as const

/** Links of a task as Graph describes them. */
export const linkedResourceEntity: Entity<LinkedResource> = {
  name: 'linkedResource',
  properties: linkProperties,
  navigation: [],
  defaults: Object.keys(linkProperties),
  always: ['id'],
  annotations: () => ({}),
  read: (link, property) => link[property as keyof LinkedResource],
}
