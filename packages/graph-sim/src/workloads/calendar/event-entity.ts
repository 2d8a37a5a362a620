import { customFilterTypes, readCustomData } from '../../custom-data/expand-custom-data.ts'
import { htmlToText } from '../../mime/html-to-text.ts'
import { textToHtml } from '../../mime/text-to-html.ts'
import type { Entity, View } from '../../odata/entity.ts'
import { complex, flag, int32, listOf, moment, oneOf, openComplex, text } from '../../odata/property-type.ts'
import { toInstant, toLocal } from '../../time/zone.ts'
import type { ItemBody } from '../mail/message-content.ts'
import type { OutlookIds } from '../outlook/outlook-ids.ts'
import { dateTimeTimeZoneType, locationsType, locationType, recipientType } from '../outlook/outlook-types.ts'
import type { LocalTime, Occurrence, Recurrence } from './event.ts'
import { cancelledDaysOf } from './occurrences.ts'

const responseStatusType = complex('responseStatus', {
  response: oneOf(
    'responseType',
    'none',
    'organizer',
    'tentativelyAccepted',
    'accepted',
    'declined',
    'notResponded',
  ),
  time: moment,
})

const attendeeType = complex('attendee', {
  type: oneOf('attendeeType', 'required', 'optional', 'resource'),
  status: responseStatusType,
  emailAddress: complex('emailAddress', { name: text, address: text }),
  proposedNewTime: complex('timeSlot', { start: dateTimeTimeZoneType, end: dateTimeTimeZoneType }),
})

const properties = {
  id: text,
  createdDateTime: moment,
  lastModifiedDateTime: moment,
  changeKey: text,
  categories: listOf(text),
  transactionId: text,
  originalStartTimeZone: text,
  originalEndTimeZone: text,
  iCalUId: text,
  reminderMinutesBeforeStart: int32,
  isReminderOn: flag,
  hasAttachments: flag,
  subject: text,
  bodyPreview: text,
  importance: oneOf('importance', 'low', 'normal', 'high'),
  sensitivity: oneOf('sensitivity', 'normal', 'personal', 'private', 'confidential'),
  isAllDay: flag,
  isCancelled: flag,
  isOrganizer: flag,
  responseRequested: flag,
  seriesMasterId: text,
  showAs: oneOf('freeBusyStatus', 'unknown', 'free', 'tentative', 'busy', 'oof', 'workingElsewhere'),
  type: oneOf('eventType', 'singleInstance', 'occurrence', 'exception', 'seriesMaster'),
  webLink: text,
  onlineMeetingUrl: text,
  isOnlineMeeting: flag,
  onlineMeetingProvider: oneOf(
    'onlineMeetingProviderType',
    'unknown',
    'teamsForBusiness',
    'skypeForBusiness',
    'skypeForConsumer',
  ),
  allowNewTimeProposals: flag,
  isDraft: flag,
  hideAttendees: flag,
  originalStart: moment,
  responseStatus: responseStatusType,
  body: complex('itemBody', { contentType: oneOf('bodyType', 'text', 'html'), content: text }),
  start: dateTimeTimeZoneType,
  end: dateTimeTimeZoneType,
  location: locationType,
  locations: locationsType,
  recurrence: openComplex('patternedRecurrence'),
  attendees: listOf(attendeeType),
  organizer: recipientType,
  onlineMeeting: openComplex('onlineMeetingInfo'),
  cancelledOccurrences: listOf(text),
} as const

const onDemand: readonly string[] = ['originalStart', 'cancelledOccurrences']
const defaults = Object.keys(properties).filter((name) => !onDemand.includes(name))

/** What Calendars.ReadBasic keeps back. */
export const withheldFromBasicEvents: readonly string[] = ['body', 'bodyPreview']

/** Events as Graph describes them; `ids` are those of the mailbox, `owner` is its main address. */
export function eventEntity(ids: OutlookIds, owner: string): Entity<Occurrence> {
  return {
    name: 'event',
    properties,
    filterOnly: customFilterTypes,
    navigation: [
      'attachments',
      'calendar',
      'exceptionOccurrences',
      'extensions',
      'instances',
      'singleValueExtendedProperties',
      'multiValueExtendedProperties',
    ],
    defaults,
    always: ['id'],
    annotations: ({ event }) => ({ '@odata.etag': `W/"${ids.changeKey(event.version)}"` }),
    read: (row, property, view) => readProperty(row, property, { view, ids, owner }),
  }
}

/** The id that a view asks for: of the event, or of one day of a series. */
export function eventId({ event, day }: Occurrence, view: View, ids: OutlookIds): string {
  const id =
    view.ids === 'immutable' ? ids.immutable(event.serial) : ids.item(event.calendar.number, event.serial)
  return day === undefined ? id : ids.occurrence(id, day)
}

/** Where the event with an id is opened in a browser. */
export function webLinkOf(id: string): string {
  return `https://outlook.office365.com/owa/?itemid=${encodeURIComponent(id)}&exvsurl=1&path=/calendar/item`
}

/** Writes an instant as a local time of the zone that a view asks for. */
export function writeTime(instant: number, { timeZone }: Pick<View, 'timeZone'>): LocalTime {
  return { dateTime: `${toLocal(instant, timeZone)}.0000000`, timeZone }
}

interface Reading {
  readonly view: View
  readonly ids: OutlookIds
  readonly owner: string
}

function readProperty(row: Occurrence, property: string, { view, ids, owner }: Reading): unknown {
  const { event, content } = row
  switch (property) {
    case 'id':
      return eventId(row, view, ids)
    case 'createdDateTime':
    case 'lastModifiedDateTime':
      return event[property].replace(/Z$/, '.0000000Z')
    case 'extensions':
    case 'singleValueExtendedProperties':
      return readCustomData(event, property)
    case 'changeKey':
      return ids.changeKey(event.version)
    case 'seriesMasterId':
      return row.day === undefined ? null : eventId({ ...row, day: undefined }, view, ids)
    case 'type':
      return row.type
    case 'start':
    case 'end':
      return inZone(row[property], content.isAllDay ? 'floating' : 'fixed', view)
    case 'originalStartTimeZone':
      return content.start.timeZone
    case 'originalEndTimeZone':
      return content.end.timeZone
    case 'originalStart':
      return row.day === undefined ? undefined : originalStart(row)
    case 'cancelledOccurrences':
      return row.day === undefined ? cancelledIn(row, { view, ids, owner }) : []
    case 'isOrganizer':
      return content.organizer.emailAddress.address.toLowerCase() === owner.toLowerCase()
    case 'hasAttachments':
      return content.attachments.some(({ isInline }) => !isInline)
    case 'bodyPreview':
      return previewOf(content.body)
    case 'body':
      return bodyFor(content.body, view)
    case 'recurrence':
      return row.type === 'seriesMaster' && event.recurrence !== null ? written(event.recurrence) : null
    case 'onlineMeetingUrl':
      return null
    case 'onlineMeeting':
      return content.joinUrl === null ? null : { joinUrl: content.joinUrl }
    case 'webLink':
      return webLinkOf(eventId(row, view, ids))
    default:
      return (content as unknown as Readonly<Record<string, unknown>>)[property]
  }
}

/** Cancelled days are named by their series and their date. */
function cancelledIn(row: Occurrence, { view, ids }: Reading): readonly string[] {
  return cancelledDaysOf(row.event).map((day) => `OID.${eventId(row, view, ids)}.${day}`)
}

/** Whole days keep their date in every zone. */
function inZone(time: LocalTime, kind: 'floating' | 'fixed', { timeZone }: View): LocalTime {
  const local =
    kind === 'floating' || time.timeZone === timeZone
      ? time.dateTime
      : toLocal(toInstant(time.dateTime, time.timeZone), timeZone)
  return { dateTime: `${local}.0000000`, timeZone }
}

function originalStart({ event, day }: Occurrence): string {
  const at = toInstant(`${day}T${event.start.dateTime.slice(11)}`, event.start.timeZone)
  return `${new Date(at).toISOString().slice(0, 19)}Z`
}

/** Graph writes the last day of a series with an end in any case, and the year 1 for one without. */
function written({ pattern, range }: Recurrence): object {
  return { pattern, range }
}

function bodyFor(body: ItemBody, { bodyType }: View): ItemBody {
  if (bodyType === undefined || bodyType === body.contentType) return body
  return bodyType === 'text'
    ? { contentType: 'text', content: htmlToText(body.content) }
    : { contentType: 'html', content: textToHtml(body.content) }
}

function previewOf({ contentType, content }: ItemBody): string {
  return (contentType === 'html' ? htmlToText(content) : content).trim().slice(0, 255)
}
