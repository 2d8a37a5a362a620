import type { DayOfWeek } from '../../time/days-of-week.ts'
import type { Attachment } from '../mail/attachment.ts'
import type { ItemBody, Recipient } from '../mail/message-content.ts'
import type { CalendarGroup } from './calendar-group.ts'
import type { CalendarPermission } from './calendar-permission.ts'

/** A local time and the name of its zone. */
export interface LocalTime {
  /** Without an offset, in whole seconds, e.g. `2026-11-21T09:30:00`. */
  readonly dateTime: string
  readonly timeZone: string
}

/** Somebody who is invited. */
export interface Attendee {
  readonly type: 'required' | 'optional' | 'resource'
  readonly status: ResponseStatus
  readonly emailAddress: Recipient['emailAddress']
  /** When they would rather meet; absent when they have proposed nothing. */
  readonly proposedNewTime?: TimeSlot
}

/** A beginning and an end. */
export interface TimeSlot {
  readonly start: LocalTime
  readonly end: LocalTime
}

/** How somebody answered an invitation. */
export interface ResponseStatus {
  readonly response: 'none' | 'organizer' | 'tentativelyAccepted' | 'accepted' | 'declined' | 'notResponded'
  /** ISO 8601; the year 1 when there was no answer, as Graph writes it. */
  readonly time: string
}

/** When a series takes place. */
export interface Recurrence {
  readonly pattern: RecurrencePattern
  readonly range: RecurrenceRange
}

/** The days of a series. */
export interface RecurrencePattern {
  readonly type:
    | 'daily'
    | 'weekly'
    | 'absoluteMonthly'
    | 'relativeMonthly'
    | 'absoluteYearly'
    | 'relativeYearly'
  readonly interval: number
  readonly month: number
  readonly dayOfMonth: number
  readonly daysOfWeek?: readonly DayOfWeek[]
  readonly firstDayOfWeek: DayOfWeek
  readonly index: 'first' | 'second' | 'third' | 'fourth' | 'last'
}

/** From when until when a series takes place. */
export interface RecurrenceRange {
  readonly type: 'endDate' | 'noEnd' | 'numbered'
  /** A day, e.g. `2026-11-21`. */
  readonly startDate: string
  /** A day; `0001-01-01` unless the type is `endDate`. */
  readonly endDate: string
  readonly recurrenceTimeZone: string
  readonly numberOfOccurrences: number
}

/** What an event says. */
export interface EventContent {
  subject: string | null
  body: ItemBody
  start: LocalTime
  end: LocalTime
  isAllDay: boolean
  location: EventLocation
  locations: readonly EventLocation[]
  attendees: readonly Attendee[]
  organizer: Recipient
  responseStatus: ResponseStatus
  recurrence: Recurrence | null
  showAs: 'free' | 'tentative' | 'busy' | 'oof' | 'workingElsewhere' | 'unknown'
  sensitivity: 'normal' | 'personal' | 'private' | 'confidential'
  importance: 'low' | 'normal' | 'high'
  isReminderOn: boolean
  reminderMinutesBeforeStart: number
  responseRequested: boolean
  allowNewTimeProposals: boolean
  hideAttendees: boolean
  isOnlineMeeting: boolean
  onlineMeetingProvider: 'unknown' | 'teamsForBusiness' | 'skypeForBusiness' | 'skypeForConsumer'
  /** The address to join at; `null` when the meeting is not online. */
  joinUrl: string | null
  categories: readonly string[]
  isCancelled: boolean
  isDraft: boolean
  iCalUId: string
  transactionId: string | null
  attachments: Attachment[]
}

/** A place. */
export interface EventLocation {
  readonly displayName: string
  readonly locationType: string
  readonly uniqueId?: string
  readonly uniqueIdType?: string
  readonly locationUri?: string
  readonly locationEmailAddress?: string
  readonly address?: Readonly<Record<string, unknown>>
  readonly coordinates?: Readonly<Record<string, unknown>>
}

/** An event on a calendar: a single one, or the head of a series. */
export interface CalendarEvent extends EventContent {
  readonly serial: number
  version: number
  calendar: Calendar
  readonly createdDateTime: string
  lastModifiedDateTime: string
  /** Days of a series that differ: an event of its own, or `cancelled`. By the day as the series has it. */
  readonly exceptions: Map<string, EventContent | 'cancelled'>
  /** What its owner did with reminders, by the day of a series or `''`: when to be reminded again, in milliseconds. */
  readonly reminders: Map<string, number | 'dismissed'>
}

/** A calendar of a mailbox. */
export interface Calendar {
  /** Its number: the id is made of it. */
  readonly number: number
  version: number
  name: string
  color: string
  hexColor: string
  readonly isDefaultCalendar: boolean
  readonly isRemovable: boolean
  readonly canEdit: boolean
  readonly group: CalendarGroup
  readonly events: CalendarEvent[]
  /** What others may do; on the default calendar that of everybody of the organization comes last. */
  readonly permissions: CalendarPermission[]
}

/** An event at a time: a single event, a head of a series, or one day of a series. */
export interface Occurrence {
  readonly event: CalendarEvent
  /** What it says: the event's own content, or that of an exception. */
  readonly content: EventContent
  readonly type: 'singleInstance' | 'seriesMaster' | 'occurrence' | 'exception'
  /** The day of the series, e.g. `2026-11-21`; `undefined` when it is no day of one. */
  readonly day: string | undefined
  readonly start: LocalTime
  readonly end: LocalTime
  /** Milliseconds since the epoch. */
  readonly from: number
  /** Milliseconds since the epoch. */
  readonly to: number
}
