import { badRequest } from '../../errors/catalog.ts'
import { refuse } from '../../errors/graph-problem.ts'
import { isObject, type JsonObject, member } from '../../gateway/parse-json.ts'
import { isKnownZone, toInstant } from '../../time/zone.ts'
import type { PresenceUntil, StatusMessage } from './presence.ts'

const minute = 60_000
const day = 1440 * minute

/** The states that an app may give its session. */
const ofApps: Combinations = {
  Available: ['Available'],
  Busy: ['InACall', 'InAConferenceCall'],
  Away: ['Away'],
  DoNotDisturb: ['Presenting'],
}

/** The states that somebody may prefer to be seen in. */
const ofPeople: Combinations = {
  Available: ['Available'],
  Busy: ['Busy'],
  DoNotDisturb: ['DoNotDisturb'],
  BeRightBack: ['BeRightBack'],
  Away: ['Away'],
  Offline: ['OffWork'],
}

type Combinations = Readonly<Record<string, readonly string[]>>

/** Reads the state of an app's session, which lasts five minutes unless it says otherwise, and four hours at most. */
export function sessionFrom(json: JsonObject, now: number): PresenceUntil {
  const lasts = durationOf(json) ?? 5 * minute
  if (lasts < 5 * minute || lasts > 240 * minute)
    refuse(badRequest('expirationDuration has to be between PT5M and PT4H.'))
  return { ...stateFrom(json, ofApps), since: now, until: now + lasts }
}

/** Reads the state in which somebody prefers to be seen: for a day when he is busy, and for seven otherwise. */
export function preferredFrom(json: JsonObject, now: number): PresenceUntil {
  const state = stateFrom(json, ofPeople)
  const usual = ['Busy', 'DoNotDisturb'].includes(state.availability) ? day : 7 * day
  return { ...state, since: now, until: now + (durationOf(json) ?? usual) }
}

/** The id of an app's session. */
export function sessionIdFrom(json: JsonObject): string {
  const id = member(json, 'sessionId')
  return typeof id === 'string' && id !== '' ? id : refuse(badRequest('sessionId is required.'))
}

/** Reads a status message; `undefined` takes it away. */
export function statusFrom(json: JsonObject, now: number): StatusMessage | undefined {
  const said = member(json, 'statusMessage')
  const message = isObject(said) ? member(said, 'message') : undefined
  const content = isObject(message) ? member(message, 'content') : undefined
  if (!isObject(said) || !isObject(message) || typeof content !== 'string' || content === '') return undefined
  const expiryDateTime = expiryFrom(member(said, 'expiryDateTime'))
  const until =
    expiryDateTime === null
      ? Number.POSITIVE_INFINITY
      : toInstant(expiryDateTime.dateTime, expiryDateTime.timeZone)
  if (Number.isNaN(until)) refuse(badRequest('expiryDateTime has to be a time.'))
  const contentType = String(member(message, 'contentType') ?? 'text').toLowerCase()
  return {
    message: { content, contentType },
    expiryDateTime,
    until,
    publishedDateTime: new Date(now).toISOString(),
  }
}

function stateFrom(
  json: JsonObject,
  known: Combinations,
): { readonly availability: string; readonly activity: string } {
  const said = { availability: member(json, 'availability'), activity: member(json, 'activity') }
  const [availability, activities = []] =
    Object.entries(known).find(([name]) => name.toLowerCase() === String(said.availability).toLowerCase()) ??
    []
  const activity = activities.find((name) => name.toLowerCase() === String(said.activity).toLowerCase())
  if (availability === undefined || activity === undefined)
    return refuse(
      badRequest(
        `availability '${String(said.availability).slice(0, 40)}' and activity '${String(said.activity).slice(0, 40)}' do not go together.`,
      ),
    )
  return { availability, activity }
}

/** An ISO 8601 duration of days, hours, minutes and seconds, in milliseconds. */
function durationOf(json: JsonObject): number | undefined {
  const said = member(json, 'expirationDuration')
  if (said === undefined) return undefined
  const [whole, days, hours, minutes, seconds] =
    /^P(?=.)(?:(\d+)D)?(?:T(?=.)(?:(\d+)H)?(?:(\d+)M)?(?:(\d+(?:\.\d+)?)S)?)?$/.exec(String(said)) ?? []
  if (whole === undefined) refuse(badRequest('expirationDuration has to be an ISO 8601 duration.'))
  const part = (value: string | undefined, length: number): number => Number(value ?? 0) * length
  return part(days, day) + part(hours, 60 * minute) + part(minutes, minute) + part(seconds, 1000)
}

function expiryFrom(value: unknown): StatusMessage['expiryDateTime'] {
  if (!isObject(value)) return null
  const [dateTime, timeZone] = [member(value, 'dateTime'), member(value, 'timeZone') ?? 'UTC']
  if (typeof dateTime !== 'string' || typeof timeZone !== 'string' || !isKnownZone(timeZone))
    return refuse(badRequest('expiryDateTime needs a dateTime and a timeZone.'))
  return { dateTime, timeZone }
}
