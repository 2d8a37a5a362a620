import { badBody } from '../../errors/catalog.ts'
import { refuse } from '../../errors/graph-problem.ts'
import { isObject, type JsonObject, member } from '../../gateway/parse-json.ts'
import { toInstant } from '../../time/zone.ts'
import { timeFrom } from '../calendar/event-from.ts'
import type { NameOf } from '../outlook/recipients.ts'
import { recipientFrom } from '../outlook/recipients.ts'

/** A span of time in milliseconds. */
export interface Span {
  readonly from: number
  readonly to: number
}

/** Where a meeting may take place. */
export interface WantedPlace {
  readonly displayName: string
  readonly address: string | undefined
  /** Whether it has to be free. */
  readonly checked: boolean
}

/** What is asked about a meeting that is to be. */
export interface MeetingRequest {
  readonly attendees: readonly {
    readonly address: string
    readonly type: 'required' | 'optional' | 'resource'
  }[]
  /** `undefined` stands for the week that follows. */
  readonly slots: readonly Span[] | undefined
  readonly domain: 'work' | 'personal' | 'unrestricted'
  /** In milliseconds. */
  readonly duration: number
  readonly isOrganizerOptional: boolean
  readonly most: number
  /** In per cent. */
  readonly leastConfidence: number
  readonly withReasons: boolean
  readonly places: readonly WantedPlace[]
  /** Whether a time without a place is no use. */
  readonly needsPlace: boolean
  /** Whether rooms of the tenant may be offered. */
  readonly suggestsPlace: boolean
}

const usualDuration = 30 * 60_000
const usualConfidence = 50
const usualCount = 20

/** Reads the body of a search for meeting times; numbers and truths may be given as text. */
export function meetingRequestFrom(json: JsonObject, nameOf: NameOf): MeetingRequest {
  const places = objectAt(json, 'locationConstraint')
  const times = objectAt(json, 'timeConstraint')
  const confidence = Number(member(json, 'minimumAttendeePercentage') ?? usualConfidence)
  const most = Number(member(json, 'maxCandidates') ?? usualCount)
  return {
    attendees: listAt(json, 'attendees').flatMap((each) => {
      const who = recipientFrom(each, nameOf)
      const type = String(member(each, 'type') ?? 'required').toLowerCase()
      if (who === undefined) return []
      return [
        {
          address: who.emailAddress.address,
          type: type === 'resource' || type === 'optional' ? type : ('required' as const),
        },
      ]
    }),
    slots: slotsFrom(times),
    domain: domainFrom(member(times, 'activityDomain')),
    duration: durationFrom(member(json, 'meetingDuration')),
    isOrganizerOptional: isTrue(member(json, 'isOrganizerOptional')),
    most: most > 0 ? Math.trunc(most) : usualCount,
    leastConfidence: Number.isFinite(confidence) ? confidence : usualConfidence,
    withReasons: isTrue(member(json, 'returnSuggestionReasons')),
    places: listAt(places, 'locations').map((each) => {
      const address = member(each, 'locationEmailAddress')
      return {
        displayName: String(member(each, 'displayName') ?? ''),
        address: typeof address === 'string' ? address : undefined,
        checked: isTrue(member(each, 'resolveAvailability')),
      }
    }),
    needsPlace: isTrue(member(places, 'isRequired')),
    suggestsPlace: isTrue(member(places, 'suggestLocation')),
  }
}

function slotsFrom(times: JsonObject): readonly Span[] | undefined {
  const spans = listAt(times, 'timeSlots').map((slot) => {
    const start = timeFrom(member(slot, 'start'))
    const end = timeFrom(member(slot, 'end'))
    if (start === undefined || end === undefined) refuse(badBody('A time slot needs a start and an end.'))
    return {
      from: toInstant(start.dateTime, start.timeZone),
      to: toInstant(end.dateTime, end.timeZone),
    }
  })
  return spans.length === 0 ? undefined : spans
}

function domainFrom(value: unknown): MeetingRequest['domain'] {
  const name = String(value ?? 'work').toLowerCase()
  if (name === 'personal' || name === 'unrestricted') return name
  if (name === 'work' || name === 'unknown') return 'work'
  return refuse(
    badBody(
      `Cannot convert the literal '${name.slice(0, 80)}' to the expected type 'microsoft.graph.activityDomain'.`,
    ),
  )
}

/** Reads an ISO 8601 duration of days, hours, minutes and seconds. */
function durationFrom(value: unknown): number {
  if (value === undefined) return usualDuration
  const [, days, hours, minutes, seconds] =
    /^P(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)(?:\.\d+)?S)?)?$/i.exec(String(value)) ?? []
  const parts = [days, hours, minutes, seconds].map((part) => Number(part ?? 0))
  const [d = 0, h = 0, m = 0, s = 0] = parts
  const length = (((d * 24 + h) * 60 + m) * 60 + s) * 1000
  if (length > 0) return length
  return refuse(
    badBody(
      `Cannot convert the literal '${String(value).slice(0, 80)}' to the expected type 'Edm.Duration'.`,
    ),
  )
}

function isTrue(value: unknown): boolean {
  return String(value).toLowerCase() === 'true'
}

function objectAt(json: JsonObject, name: string): JsonObject {
  const value = member(json, name)
  return isObject(value) ? value : {}
}

function listAt(json: JsonObject, name: string): readonly JsonObject[] {
  const value = member(json, name)
  return Array.isArray(value) ? value.filter(isObject) : []
}
