import { badBody, badRequest } from '../../errors/catalog.ts'
import { type Problem, refuse } from '../../errors/graph-problem.ts'
import { isObject, type JsonObject, member } from '../../gateway/parse-json.ts'
import { readMembers } from '../../gateway/read-body.ts'
import { complex, listOf, oneOf, openComplex, text } from '../../odata/property-type.ts'
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
    daysOfWeek: listOf(text),
    startTime: text,
    endTime: text,
    timeZone: openComplex('timeZoneBase'),
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
  if (isObject(workingHours))
    Object.assign(preferences.workingHours, hoursFrom(workingHours, preferences.workingHours))
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

function hoursFrom(json: JsonObject, present: WorkingHours): WorkingHours {
  const [days, start, end, zone] = ['daysOfWeek', 'startTime', 'endTime', 'timeZone'].map((name) =>
    member(json, name),
  )
  const hours = {
    ...present,
    daysOfWeek: Array.isArray(days) ? days.map(dayFrom) : present.daysOfWeek,
    startTime: start === undefined ? present.startTime : timeOfDay(start),
    endTime: end === undefined ? present.endTime : timeOfDay(end),
    ...(isObject(zone) ? workingZone(zone) : {}),
  }
  if (hours.startTime > hours.endTime) refuse(startAfterEnd)
  return hours
}

const startAfterEnd: Problem = {
  status: 400,
  code: 'ErrorInvalidTimeSettings',
  message: 'Start Time should occur before End Time.',
}

function dayFrom(value: unknown): string {
  const day = String(value).toLowerCase()
  if ((daysOfWeek as readonly string[]).includes(day)) return day
  return refuse({
    status: 400,
    code: 'InvalidArguments',
    message: `Requested value '${String(value).slice(0, 80)}' was not found.`,
  })
}

/** The zone of working hours: one that Outlook knows, or one that the client describes. */
function workingZone(json: JsonObject): Pick<WorkingHours, 'timeZone' | 'customZone'> {
  const name = String(member(json, 'name') ?? '')
  if (/customTimeZone$/i.test(String(json['@odata.type'])))
    return {
      timeZone: name,
      customZone: {
        ...json,
        '@odata.type': '#microsoft.graph.customTimeZone',
        ...offsetIn(json, 'standardOffset'),
        ...offsetIn(json, 'daylightOffset'),
      },
    }
  if (isKnownZone(name)) return { timeZone: name, customZone: undefined }
  return refuse({
    status: 400,
    code: 'InvalidTimeZone',
    message: 'Time Zone settings provided are invalid.',
  })
}

/** When a described zone changes its clocks, on a day in the metadata's spelling. */
function offsetIn(json: JsonObject, name: string): Readonly<Record<string, unknown>> {
  const offset = member(json, name)
  if (!isObject(offset)) return {}
  const day = member(offset, 'dayOfWeek')
  return { [name]: day === undefined ? offset : { ...offset, dayOfWeek: dayFrom(day) } }
}

function timeOfDay(value: unknown): string {
  const [time] = /^([01]\d|2[0-3]):[0-5]\d:[0-5]\d/.exec(String(value)) ?? []
  return time === undefined
    ? refuse(
        badBody(
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
