import { customMembers, requireCustomData } from '../../custom-data/custom-data-from.ts'
import { badRequest } from '../../errors/catalog.ts'
import { GraphProblem, type Problem, refuse } from '../../errors/graph-problem.ts'
import { isObject, type JsonObject, member } from '../../gateway/parse-json.ts'
import { readMembers } from '../../gateway/read-body.ts'
import { isKnownZone, toInstant, toLocal } from '../../time/zone.ts'
import { bodyFrom } from '../mail/body-from.ts'
import type { Mailbox } from '../outlook/mailbox.ts'
import { type NameOf, recipient, recipientFrom } from '../outlook/recipients.ts'
import type { Attendee, EventContent, EventLocation, LocalTime } from './event.ts'
import { eventEntity } from './event-entity.ts'
import { recurrenceFrom } from './recurrence-from.ts'
import { longestOccurrence } from './series-days.ts'

/** The year 1, in which nobody has answered yet. */
export const neverAnswered = '0001-01-01T00:00:00Z'

/** What is taken over as it is. */
const plain: readonly string[] = [
  'subject',
  'isAllDay',
  'showAs',
  'sensitivity',
  'importance',
  'isReminderOn',
  'reminderMinutesBeforeStart',
  'responseRequested',
  'allowNewTimeProposals',
  'hideAttendees',
  'categories',
]

/** Checks the members of an event in a request body; refuses unknown ones and wrong types. */
export function readEventMembers(json: JsonObject, mailbox: Mailbox): JsonObject {
  return requireCustomData(readMembers(json, eventEntity(mailbox.ids, ''), ['attachments', ...customMembers]))
}

/** A new event of the mailbox's owner; refuses one without a beginning or an end. */
export function eventFrom(members: JsonObject, mailbox: Mailbox): EventContent {
  const start = timeFrom(members['start'])
  const end = timeFrom(members['end'])
  if (start === undefined || end === undefined) refuse(invalid('an event needs a start and an end.'))
  const owner = recipient(mailbox.owner.displayName, mailbox.owner.mail ?? mailbox.owner.userPrincipalName)
  const content: EventContent = {
    ...blankEvent(mailbox),
    start,
    end,
    organizer: owner,
    responseStatus: { response: 'organizer', time: neverAnswered },
  }
  return changeEvent(content, members, mailbox.nameOf)
}

/** Makes a client's changes to an event's content; refuses an end before the beginning. */
export function changeEvent<content extends EventContent>(
  content: content,
  members: JsonObject,
  nameOf: NameOf,
): content {
  for (const name of plain)
    if (members[name] !== undefined) (content as unknown as Record<string, unknown>)[name] = members[name]
  if ('body' in members) content.body = bodyFrom(members['body'])
  if ('start' in members) content.start = timeFrom(members['start']) ?? content.start
  if ('end' in members) content.end = timeFrom(members['end']) ?? content.end
  if ('attendees' in members)
    content.attendees = attendeesFrom(members['attendees'], content.attendees, nameOf)
  if ('recurrence' in members) content.recurrence = recurrenceFrom(members['recurrence'], content.start)
  setPlace(content, members)
  if (members['isOnlineMeeting'] === true) goOnline(content, members)
  checkTimes(content)
  return content
}

/** An event about which nothing has been said yet but its mailbox. */
export function blankEvent(
  mailbox: Mailbox,
): Omit<EventContent, 'start' | 'end' | 'organizer' | 'responseStatus'> {
  return {
    subject: '',
    body: { contentType: 'html', content: '' },
    isAllDay: false,
    location: nowhere,
    locations: [],
    attendees: [],
    recurrence: null,
    showAs: 'busy',
    sensitivity: 'normal',
    importance: 'normal',
    isReminderOn: true,
    reminderMinutesBeforeStart: 15,
    responseRequested: true,
    allowNewTimeProposals: true,
    hideAttendees: false,
    isOnlineMeeting: false,
    onlineMeetingProvider: 'unknown',
    joinUrl: null,
    categories: [],
    isCancelled: false,
    isDraft: false,
    iCalUId: mailbox.newUid(),
    transactionId: null,
    attachments: [],
  }
}

const nowhere: EventLocation = { displayName: '', locationType: 'default' }

function setPlace(content: EventContent, members: JsonObject): void {
  const { location, locations } = members
  if (Array.isArray(locations)) {
    content.locations = locations.map((each) => placeFrom(each, 'listed'))
    content.location = placeFrom(location ?? locations[0], 'main')
  } else if (location !== undefined) {
    content.location = placeFrom(location, 'main')
    content.locations = content.location.displayName === '' ? [] : [placeFrom(location, 'listed')]
  }
}

/** A place is known by its name as the main one, and in the list when it has an address. */
function placeFrom(value: unknown, use: 'main' | 'listed'): EventLocation {
  if (!isObject(value)) return nowhere
  const displayName = String(member(value, 'displayName') ?? '')
  const locationType = String(member(value, 'locationType') ?? 'default')
  const named = use === 'main' || member(value, 'address') !== undefined
  return {
    ...value,
    displayName,
    locationType: locationType.charAt(0).toLowerCase() + locationType.slice(1),
    ...(named ? { uniqueId: displayName, uniqueIdType: 'private' } : { uniqueIdType: 'unknown' }),
  }
}

function goOnline(content: EventContent, members: JsonObject): void {
  content.isOnlineMeeting = true
  content.onlineMeetingProvider = (members['onlineMeetingProvider'] ??
    'teamsForBusiness') as EventContent['onlineMeetingProvider']
  content.joinUrl ??= joinUrlOf(content.iCalUId)
}

/** The address at which the meeting with an iCalendar UID is joined. */
export function joinUrlOf(uid: string): string {
  return `https://teams.microsoft.com/l/meetup-join/19%3ameeting_${uid.slice(-32)}%40thread.v2/0`
}

function attendeesFrom(value: unknown, present: readonly Attendee[], nameOf: NameOf): readonly Attendee[] {
  if (!Array.isArray(value)) return present
  return value.flatMap((each: unknown) => {
    const who = recipientFrom(each, nameOf)
    if (who === undefined || !isObject(each)) return []
    const address = who.emailAddress.address.toLowerCase()
    const known = present.find(({ emailAddress }) => emailAddress.address.toLowerCase() === address)
    const type = String(member(each, 'type') ?? known?.type ?? 'required').toLowerCase()
    return [
      {
        type: type === 'optional' || type === 'resource' ? type : 'required',
        status: known?.status ?? { response: 'none', time: neverAnswered },
        emailAddress: who.emailAddress,
      } as const,
    ]
  })
}

/** Reads a time and its zone; an offset in the time is turned into the zone's local time. */
export function timeFrom(value: unknown): LocalTime | undefined {
  if (!isObject(value)) return undefined
  const text = String(member(value, 'dateTime') ?? '')
  const timeZone = String(member(value, 'timeZone') ?? 'UTC')
  if (!isKnownZone(timeZone))
    throw new GraphProblem({
      status: 400,
      code: 'TimeZoneNotSupportedException',
      message: `A valid TimeZone value must be specified. The following TimeZone value is not supported: '${timeZone}'.`,
    })
  const [, local, offset] =
    /^(\d{4}-\d\d-\d\d(?:T\d\d:\d\d(?::\d\d)?)?)(?:\.\d+)?(Z|[+-]\d\d:\d\d)?$/.exec(text) ?? []
  if (local === undefined || Number.isNaN(toInstant(local, 'UTC')))
    refuse(badRequest(`Cannot convert the literal '${text.slice(0, 80)}' to a date and time.`))
  if (offset !== undefined) return { dateTime: toLocal(Date.parse(text), timeZone), timeZone }
  return { dateTime: new Date(toInstant(local, 'UTC')).toISOString().slice(0, 19), timeZone }
}

function checkTimes({ start, end, isAllDay, recurrence }: EventContent): void {
  const duration = toInstant(end.dateTime, end.timeZone) - toInstant(start.dateTime, start.timeZone)
  if (duration < 0) refuse(invalid('the end of an event cannot be before its start.'))
  if (isAllDay && !(start.dateTime.endsWith('T00:00:00') && end.dateTime.endsWith('T00:00:00')))
    refuse(invalid('an all-day event has to start and end at midnight.'))
  if (recurrence !== null && duration > longestOccurrence(recurrence.pattern))
    refuse({
      ...invalid('an occurrence has to end before the next one begins.'),
      code: 'ErrorOccurrenceTimeSpanTooBig',
    })
}

function invalid(what: string): Problem {
  return {
    status: 400,
    code: 'ErrorPropertyValidationFailure',
    message: `At least one property failed validation: ${what}`,
  }
}
