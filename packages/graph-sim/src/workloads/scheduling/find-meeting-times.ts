import type { Call } from '../../gateway/call.ts'
import type { JsonObject } from '../../gateway/parse-json.ts'
import { mailboxAt } from '../calendar/attendee-mailbox.ts'
import type { Occurrence } from '../calendar/event.ts'
import { writeTime } from '../calendar/event-entity.ts'
import type { WorkingHours } from '../mailbox-settings/mailbox-preferences.ts'
import type { Mailbox } from '../outlook/mailbox.ts'
import { type Availability, availabilityBetween, busyTimes } from './busy-time.ts'
import { freePlaces } from './free-places.ts'
import { type MeetingRequest, meetingRequestFrom, type Span } from './meeting-request.ts'
import { isMeetingTime } from './working-time.ts'

/** How far apart the beginnings of suggestions are, in milliseconds. */
const step = 30 * 60_000
const week = 7 * 86_400_000

/** The longest span that is looked at, in milliseconds. */
const longest = 62 * 86_400_000

/** How likely it is, in per cent, that somebody comes whose time is shown so. */
const chances: Readonly<Record<Availability, number>> = {
  free: 100,
  workingElsewhere: 100,
  tentative: 49,
  unknown: 49,
  busy: 0,
  oof: 0,
}

/** Why there is no suggestion. */
type EmptyReason =
  | ''
  | 'attendeesUnavailable'
  | 'attendeesUnavailableOrUnknown'
  | 'locationsUnavailable'
  | 'organizerUnavailable'
  | 'unknown'

interface Guest {
  readonly address: string
  readonly type: MeetingRequest['attendees'][number]['type']
  /** When they work; `undefined` for strangers, rooms and groups, who can always be asked. */
  readonly hours: WorkingHours | undefined
  /** `undefined` for strangers, of whom nothing is known. */
  readonly busy: readonly Occurrence[] | undefined
}

interface Suggestion {
  readonly slot: Span
  readonly confidence: number
  readonly organizer: Availability
  readonly guests: readonly (Pick<Guest, 'address' | 'type'> & { readonly availability: Availability })[]
  readonly locations: readonly Readonly<Record<string, unknown>>[]
}

/** Suggests when the mailbox's owner and others could meet: the likeliest times first, then the earliest. */
export function findMeetingTimes(call: Call, json: JsonObject): Record<string, unknown> {
  const mailbox = call.tenant.mailbox(call.user)
  const request = meetingRequestFrom(json, mailbox.nameOf)
  const slots = candidates(call, request, mailbox)
  const { found, reason } = weigh(call, { request, slots, mailbox })
  const best = found
    .toSorted((a, b) => b.confidence - a.confidence || a.slot.from - b.slot.from)
    .slice(0, request.most)
  return {
    emptySuggestionsReason: best.length > 0 ? '' : reason,
    meetingTimeSuggestions: best.map((one, i) => written(call, one, { order: i + 1, request })),
  }
}

/** The times of the right length that begin on a half hour, within the slots and the hours that are asked for. */
function candidates(
  { tenant }: Call,
  { slots, duration, domain }: MeetingRequest,
  { preferences }: Mailbox,
): readonly Span[] {
  const now = tenant.clock.now()
  return (slots ?? [{ from: now, to: now + week }]).flatMap(({ from, to }) => {
    const first = slots === undefined ? Math.ceil(from / step) * step : from
    const count = Math.floor((Math.min(to, from + longest) - first - duration) / step) + 1
    return Array.from({ length: Math.max(0, count) }, (_, i) => {
      const begin = first + i * step
      return { from: begin, to: begin + duration }
    }).filter((slot) => isMeetingTime(slot, preferences.workingHours, domain))
  })
}

interface Weighing {
  readonly request: MeetingRequest
  readonly slots: readonly Span[]
  readonly mailbox: Mailbox
}

function weigh(
  call: Call,
  { request, slots, mailbox }: Weighing,
): { readonly found: readonly Suggestion[]; readonly reason: EmptyReason } {
  const from = Math.min(...slots.map((slot) => slot.from))
  const to = Math.max(...slots.map((slot) => slot.to))
  const own = slots.length === 0 ? [] : busyTimes(mailbox, from, to)
  const guests = request.attendees.map(({ address, type }): Guest => {
    const other = mailboxAt(call.tenant, address)
    return {
      address,
      type,
      hours: other?.kind === 'person' ? other.mailbox.preferences.workingHours : undefined,
      busy: other && slots.length > 0 ? busyTimes(other.mailbox, from, to) : undefined,
    }
  })
  let reason: EmptyReason = 'unknown'
  const found = slots.flatMap((slot): readonly Suggestion[] => {
    const organizer = availabilityBetween(own, slot.from, slot.to)
    if (!request.isOrganizerOptional && chances[organizer] === 0) {
      if (reason === 'unknown') reason = 'organizerUnavailable'
      return []
    }
    const present = guests.map(({ address, type, busy }) => ({
      address,
      type,
      availability: busy === undefined ? 'unknown' : availabilityBetween(busy, slot.from, slot.to),
    }))
    const confidence = confidenceOf(organizer, present)
    if (confidence < request.leastConfidence || !guests.every((guest) => isAtWork(guest, slot, request))) {
      reason = guests.some(({ busy }) => busy === undefined)
        ? 'attendeesUnavailableOrUnknown'
        : 'attendeesUnavailable'
      return []
    }
    const locations = freePlaces(call.tenant, request, slot)
    if (locations === undefined) {
      reason = 'locationsUnavailable'
      return []
    }
    return [{ slot, confidence, organizer, guests: present, locations }]
  })
  return { found, reason }
}

/** Whether a meeting is in somebody's working hours, as far as it has to be. */
function isAtWork({ hours }: Guest, slot: Span, { domain }: MeetingRequest): boolean {
  return hours === undefined || isMeetingTime(slot, hours, domain)
}

/** The average of the attendees' chances; the organizer's own when nobody else is asked. */
function confidenceOf(organizer: Availability, guests: Suggestion['guests']): number {
  const all = guests.length === 0 ? [organizer] : guests.map(({ availability }) => availability)
  const sum = all.reduce((total, availability) => total + chances[availability], 0)
  return sum / all.length
}

interface Standing {
  readonly order: number
  readonly request: MeetingRequest
}

function written(call: Call, suggestion: Suggestion, { order, request }: Standing): Record<string, unknown> {
  const { slot, confidence, organizer, guests, locations } = suggestion
  const everybody = guests.every(({ availability }) => chances[availability] === 100)
  const who = everybody ? 'all' : 'most'
  return {
    confidence,
    order,
    organizerAvailability: organizer,
    ...(request.withReasons
      ? {
          suggestionReason: `Suggested because it is one of the nearest times when ${who} attendees are available.`,
        }
      : {}),
    attendeeAvailability: guests.map(({ address, type, availability }) => ({
      availability,
      attendee: { type, emailAddress: { address } },
    })),
    locations,
    meetingTimeSlot: { start: writeTime(slot.from, call.view), end: writeTime(slot.to, call.view) },
  }
}
