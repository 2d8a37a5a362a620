import { badRequest } from '../../errors/catalog.ts'
import { refuse } from '../../errors/graph-problem.ts'
import { isObject, type JsonObject, member } from '../../gateway/parse-json.ts'
import { readMembers } from '../../gateway/read-body.ts'
import { complex, listOf, oneOf, text } from '../../odata/property-type.ts'
import { daysOfWeek } from '../../time/days-of-week.ts'
import { isKnownZone, toInstant } from '../../time/zone.ts'
import type { LocalTime } from '../calendar/event.ts'
import { dateTimeTimeZoneType } from '../outlook/outlook-types.ts'
import type { AutomaticReplies, MailboxPreferences, WorkingHours } from './mailbox-preferences.ts'
import { languageBody } from './settings-body.ts'

const status = oneOf('automaticRepliesStatus', 'disabled', 'alwaysEnabled', 'scheduled')
const audience = oneOf('externalAudienceScope', 'none', 'contactsOnly', 'all')
const delivery = oneOf(
  'delegateMeetingMessageDeliveryOptions',
  'sendToDelegateAndInformationToPrincipal',
  'sendToDelegateAndPrincipal',
  'sendToDelegateOnly',
)
const weekdays = oneOf('dayOfWeek', ...daysOfWeek)

/** What a client may say about settings. */
export const settingsType = complex('mailboxSettings', {
  archiveFolder: text,
  automaticRepliesSetting: complex('automaticRepliesSetting', {
    status,
    externalAudience: audience,
    scheduledStartDateTime: dateTimeTimeZoneType,
    scheduledEndDateTime: dateTimeTimeZoneType,
    internalReplyMessage: text,
    externalReplyMessage: text,
  }),
  dateFormat: text,
  delegateMeetingMessageDeliveryOptions: delivery,
  language: complex('localeInfo', { locale: text, displayName: text }),
  timeFormat: text,
  timeZone: text,
  userPurpose: text,
  workingHours: complex('workingHours', {
    daysOfWeek: listOf(weekdays),
    startTime: text,
    endTime: text,
    timeZone: complex('timeZoneBase', { name: text }),
  }),
})

/** Makes a client's changes to the settings and returns the names of what was given; refuses what Outlook does not know. */
export function changeSettings(preferences: MailboxPreferences, json: JsonObject): readonly string[] {
  const members = readMembers(json, settingsType)
  const { automaticRepliesSetting: replies, workingHours, language } = members
  if (isObject(replies)) {
    Object.assign(preferences.automaticReplies, repliesFrom(replies, preferences.automaticReplies))
    preferences.answered.clear()
  }
  if (isObject(workingHours)) Object.assign(preferences.workingHours, hoursFrom(workingHours))
  if (isObject(language)) preferences.locale = localeFrom(member(language, 'locale'))
  if (members['timeZone'] !== undefined) preferences.timeZone = zoneFrom(members['timeZone'])
  for (const name of ['dateFormat', 'timeFormat', 'delegateMeetingMessageDeliveryOptions'] as const) {
    const value = members[name]
    if (typeof value === 'string') preferences[name] = value
  }
  return Object.keys(members)
}

function repliesFrom(json: JsonObject, present: AutomaticReplies): AutomaticReplies {
  const wanted = (name: string): unknown => member(json, name)
  const message = (name: 'internalReplyMessage' | 'externalReplyMessage'): string =>
    typeof wanted(name) === 'string' ? String(wanted(name)) : present[name]
  const replies: AutomaticReplies = {
    status: spelled(status.members, wanted('status'), present.status),
    externalAudience: spelled(audience.members, wanted('externalAudience'), present.externalAudience),
    scheduledStartDateTime: timeFrom(wanted('scheduledStartDateTime')) ?? present.scheduledStartDateTime,
    scheduledEndDateTime: timeFrom(wanted('scheduledEndDateTime')) ?? present.scheduledEndDateTime,
    internalReplyMessage: message('internalReplyMessage'),
    externalReplyMessage: message('externalReplyMessage'),
  }
  const [start, end] = [replies.scheduledStartDateTime, replies.scheduledEndDateTime]
  if (replies.status === 'scheduled' && !(instantOf(end) > instantOf(start)))
    refuse(badRequest('The scheduled end of automatic replies has to be after their start.'))
  return replies
}

/** A time of a setting, in milliseconds since the epoch. */
export function instantOf({ dateTime, timeZone }: LocalTime): number {
  return toInstant(dateTime, timeZone)
}

function hoursFrom(json: JsonObject): Partial<WorkingHours> {
  const [days, start, end, zone] = ['daysOfWeek', 'startTime', 'endTime', 'timeZone'].map((name) =>
    member(json, name),
  )
  return {
    ...(Array.isArray(days) ? { daysOfWeek: days.map((day) => String(day).toLowerCase()) } : {}),
    ...(start === undefined ? {} : { startTime: timeOfDay(start) }),
    ...(end === undefined ? {} : { endTime: timeOfDay(end) }),
    ...(isObject(zone) ? { timeZone: zoneFrom(member(zone, 'name')) } : {}),
  }
}

function timeOfDay(value: unknown): string {
  const [time] = /^([01]\d|2[0-3]):[0-5]\d:[0-5]\d/.exec(String(value)) ?? []
  return time === undefined
    ? refuse(
        badRequest(
          `Cannot convert the literal '${String(value).slice(0, 80)}' to the expected type 'Edm.TimeOfDay'.`,
        ),
      )
    : `${time}.0000000`
}

function timeFrom(value: unknown): LocalTime | undefined {
  if (!isObject(value)) return undefined
  const dateTime = String(member(value, 'dateTime') ?? '')
  if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d/.test(dateTime) || Number.isNaN(Date.parse(dateTime)))
    refuse(badRequest(`Cannot convert the literal '${dateTime.slice(0, 80)}' to a time.`))
  const whole = dateTime.length < 19 ? `${dateTime.slice(0, 16)}:00` : dateTime.slice(0, 19)
  return { dateTime: `${whole}.0000000`, timeZone: zoneFrom(member(value, 'timeZone') ?? 'UTC') }
}

function zoneFrom(value: unknown): string {
  const name = String(value)
  if (isKnownZone(name)) return name
  refuse({
    ...badRequest(
      `A valid TimeZone value must be specified. The following TimeZone value is not supported: '${name.slice(0, 80)}'.`,
    ),
    code: 'TimeZoneNotSupportedException',
  })
}

function localeFrom(value: unknown): string {
  const tag = String(value)
  try {
    return languageBody(tag).locale
  } catch {
    return refuse(badRequest(`The language '${tag.slice(0, 80)}' is not supported.`))
  }
}

function spelled<name extends string>(members: readonly string[], value: unknown, present: name): name {
  const found = members.find((candidate) => candidate.toLowerCase() === String(value).toLowerCase())
  return (found as name | undefined) ?? present
}
