import { isObject, type JsonObject, member } from '../gateway/parse-json.ts'
import type { Attendee, ResponseStatus } from '../workloads/calendar/event.ts'
import { eventEntity } from '../workloads/calendar/event-entity.ts'
import { eventFrom, neverAnswered, readEventMembers } from '../workloads/calendar/event-from.ts'
import { recipientFrom } from '../workloads/outlook/recipients.ts'
import { NotTaken } from './imported-thing.ts'
import type { JsonPlace, TakenThing } from './json-place.ts'
import { knownMembers } from './known-members.ts'

/** Takes an event or a series, as its organizer and its attendees have left it; nobody is invited. */
export function takeEvent(json: JsonObject, { mailbox }: JsonPlace): TakenThing {
  const { type, iCalUId } = json
  if (type === 'occurrence' || type === 'exception')
    throw new NotTaken('It is one day of a series: import the series, which /events gives.')
  if (typeof iCalUId === 'string' && mailbox.calendars.byUid(iCalUId) !== undefined)
    throw new NotTaken('The calendar has this event already.')
  const { attachments: _attachments, ...bare } = json
  const { known, notes } = knownMembers(bare, eventEntity(mailbox.ids, '').properties)
  const content = eventFrom(readEventMembers(known, mailbox), mailbox)
  const saved = Array.isArray(known['attendees']) ? known['attendees'].filter(isObject) : []
  const event = mailbox.calendars.add(
    {
      ...content,
      ...(typeof iCalUId === 'string' ? { iCalUId } : {}),
      organizer: recipientFrom(known['organizer'], mailbox.nameOf) ?? content.organizer,
      responseStatus: statusIn(known['responseStatus']) ?? content.responseStatus,
      attendees: content.attendees.map((attendee): Attendee => withStatus(attendee, saved)),
      isCancelled: known['isCancelled'] === true,
    },
    mailbox.calendars.main,
  )
  return { id: mailbox.ids.item(event.calendar.number, event.serial), notes: withAttachments(json, notes) }
}

function withStatus(attendee: Attendee, saved: readonly JsonObject[]): Attendee {
  const { address } = attendee.emailAddress
  const same = saved.find((each) => {
    const email = member(each, 'emailAddress')
    return isObject(email) && String(member(email, 'address')).toLowerCase() === address.toLowerCase()
  })
  return { ...attendee, status: statusIn(same?.['status']) ?? attendee.status }
}

const responses: readonly ResponseStatus['response'][] = [
  'none',
  'organizer',
  'tentativelyAccepted',
  'accepted',
  'declined',
  'notResponded',
]

function statusIn(value: unknown): ResponseStatus | undefined {
  if (!isObject(value)) return undefined
  const response = responses.find((one) => one === value['response'])
  const { time } = value
  return response && { response, time: typeof time === 'string' ? time : neverAnswered }
}

function withAttachments(
  { hasAttachments, attachments }: JsonObject,
  notes: readonly string[],
): readonly string[] {
  return hasAttachments === true || attachments !== undefined
    ? [...notes, 'Its attachments are left out.']
    : notes
}
