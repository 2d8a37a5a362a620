import { requireCustomData } from '../../custom-data/custom-data-from.ts'
import { badRequest } from '../../errors/catalog.ts'
import { refuse } from '../../errors/graph-problem.ts'
import { isObject, type JsonObject, member } from '../../gateway/parse-json.ts'
import { readMembers } from '../../gateway/read-body.ts'
import type { EnumType } from '../../odata/property-type.ts'
import { isKnownZone } from '../../time/zone.ts'
import type { LocalTime } from '../calendar/event.ts'
import { recurrenceFrom } from '../calendar/recurrence-from.ts'
import type { OutlookIds } from '../outlook/outlook-ids.ts'
import { taskImportance, taskStatus, todoTaskEntity } from './todo-entity.ts'
import { nameMissing } from './todo-refusals.ts'
import type { TodoContent } from './todo-task.ts'

const times = ['startDateTime', 'dueDateTime', 'reminderDateTime', 'completedDateTime'] as const

/** Checks the members of a task in a request body; refuses unknown ones and wrong types. */
export function readTaskMembers(json: JsonObject, ids: OutlookIds): JsonObject {
  return requireCustomData(
    readMembers(json, todoTaskEntity(ids), ['checklistItems', 'linkedResources', 'extensions']),
  )
}

/** A task with what a client says about it; refuses one without a title. A reminder is on when it has a time. */
export function taskFrom(members: JsonObject, now: string): TodoContent {
  if (typeof members['title'] !== 'string' || members['title'].trim() === '') refuse(nameMissing('title'))
  const task: TodoContent = {
    title: '',
    body: { contentType: 'text', content: '' },
    bodyLastModifiedDateTime: undefined,
    categories: [],
    importance: 'normal',
    status: 'notStarted',
    isReminderOn: isObject(members['reminderDateTime']),
    startDateTime: undefined,
    dueDateTime: undefined,
    reminderDateTime: undefined,
    completedDateTime: undefined,
    recurrence: null,
  }
  changeTask(task, members, now)
  return task
}

/** Makes a client's changes to a task; completing it sets the time of that, and reopening it takes it away. */
export function changeTask(task: TodoContent, members: JsonObject, now: string): void {
  changeWords(task, members, now)
  for (const name of times) if (name in members) task[name] = timeFrom(members[name])
  if (typeof members['isReminderOn'] === 'boolean') task.isReminderOn = members['isReminderOn']
  if ('recurrence' in members)
    task.recurrence = recurrenceFrom(members['recurrence'], task.dueDateTime ?? midnight(now))
  if ('status' in members) task.status = spelled(taskStatus, members['status'], 'notStarted')
  task.completedDateTime = task.status === 'completed' ? (task.completedDateTime ?? midnight(now)) : undefined
}

function changeWords(task: TodoContent, members: JsonObject, now: string): void {
  const { title, body, categories } = members
  if ('title' in members) task.title = typeof title === 'string' ? title : ''
  if ('importance' in members) task.importance = spelled(taskImportance, members['importance'], 'normal')
  if (Array.isArray(categories)) task.categories = categories.map(String)
  if (!isObject(body)) return
  const html = String(member(body, 'contentType')).toLowerCase() === 'html'
  task.body = { content: String(member(body, 'content') ?? ''), contentType: html ? 'html' : 'text' }
  task.bodyLastModifiedDateTime = now
}

function timeFrom(value: unknown): LocalTime | undefined {
  if (!isObject(value)) return undefined
  const given = String(member(value, 'dateTime') ?? '')
  const timeZone = String(member(value, 'timeZone') ?? 'UTC')
  const [, day, time = '00:00', seconds = ':00'] =
    /^(\d{4}-\d\d-\d\d)(?:T(\d\d:\d\d)(:\d\d)?)?/.exec(given) ?? []
  if (day === undefined || Number.isNaN(Date.parse(given)))
    refuse(badRequest(`Cannot convert the literal '${given.slice(0, 80)}' to a time.`))
  if (!isKnownZone(timeZone))
    refuse(badRequest(`The following TimeZone value is not supported: '${timeZone.slice(0, 80)}'.`))
  return { dateTime: `${day}T${time}${seconds}`, timeZone }
}

function midnight(now: string): LocalTime {
  return { dateTime: `${now.slice(0, 10)}T00:00:00`, timeZone: 'UTC' }
}

function spelled<name extends string>(type: EnumType, value: unknown, initial: name): name {
  const found = type.members.find((candidate) => candidate.toLowerCase() === String(value).toLowerCase())
  return (found as name | undefined) ?? initial
}
