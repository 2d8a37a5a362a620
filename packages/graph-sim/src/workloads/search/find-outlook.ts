import type { Call } from '../../gateway/call.ts'
import { htmlToText } from '../../mime/html-to-text.ts'
import { evaluateKql } from '../../search/evaluate-kql.ts'
import type { KqlNode, KqlTerm } from '../../search/kql-syntax.ts'
import { matchesMoment } from '../../search/match-moment.ts'
import { matchesText } from '../../search/match-text.ts'
import { toInstant } from '../../time/zone.ts'
import type { CalendarEvent, LocalTime } from '../calendar/event.ts'
import { eventId } from '../calendar/event-entity.ts'
import { asListed } from '../calendar/occurrences.ts'
import type { User } from '../directory/user.ts'
import type { Message } from '../mail/mail-folder.ts'
import { messageEntity } from '../mail/message-entity.ts'
import { isMessageFound } from '../mail/search-messages.ts'
import type { Mailbox } from '../outlook/mailbox.ts'
import { type Found, pick } from './found.ts'
import { relevanceOf } from './relevance.ts'

/** What of a message an answer holds. */
const messageProperties = [
  'createdDateTime',
  'lastModifiedDateTime',
  'receivedDateTime',
  'sentDateTime',
  'hasAttachments',
  'subject',
  'bodyPreview',
  'importance',
  'replyTo',
  'sender',
  'from',
]

/** The messages in somebody's own mailbox that a query finds, the newest first; on demand three relevant ones before. */
export function findMessages(
  call: Call,
  user: User,
  { tree, topFirst }: { readonly tree: KqlNode; readonly topFirst: boolean },
): readonly Found[] {
  const mailbox = call.tenant.mailbox(user)
  const now = call.tenant.clock.now()
  const rows = mailbox.messages.all.filter((message) => isMessageFound(message, tree, now))
  const top = topFirst ? mostRelevant(rows, tree) : []
  const ordered = [...top, ...rows.filter((message) => !top.includes(message))]
  return ordered.map((message) => messageFound(message, mailbox, call))
}

function mostRelevant(rows: readonly Message[], tree: KqlNode): readonly Message[] {
  const weighed = rows.map((message) => ({
    message,
    weight: relevanceOf(message.subject ?? '', message.preview ?? '', tree),
  }))
  return weighed
    .toSorted((a, b) => b.weight - a.weight)
    .slice(0, 3)
    .map(({ message }) => message)
}

function messageFound(message: Message, { ids }: Mailbox, { view }: Call): Found {
  const entity = messageEntity(ids)
  const read = (property: string): unknown => entity.read(message, property, view)
  return {
    hitId: () => String(read('id')),
    summary: () => String(read('bodyPreview')),
    resource: (fields) => {
      const names = fields === undefined ? messageProperties : Object.keys(entity.properties)
      const all = Object.fromEntries(names.map((name) => [name, read(name)]))
      return pick({ '@odata.type': '#microsoft.graph.message', ...all }, fields)
    },
  }
}

/** The events in somebody's own main calendar that a query finds, the latest first. */
export function findEvents(call: Call, user: User, tree: KqlNode): readonly Found[] {
  const mailbox = call.tenant.mailbox(user)
  const now = call.tenant.clock.now()
  return mailbox.calendars.main.events
    .filter((event) => evaluateKql(tree, (term) => matchesEvent(event, term, now)))
    .toSorted((a, b) => startOf(b) - startOf(a))
    .map((event) => eventFound(event, mailbox, call))
}

function matchesEvent(event: CalendarEvent, term: KqlTerm, now: number): boolean {
  const people = [event.organizer, ...event.attendees]
    .map(({ emailAddress }) => `${emailAddress.name} ${emailAddress.address}`)
    .join(' ')
  const texts: Readonly<Record<string, string>> = {
    subject: event.subject ?? '',
    body: plain(event),
    location: event.location.displayName,
    organizer: `${event.organizer.emailAddress.name} ${event.organizer.emailAddress.address}`,
    attendees: people,
  }
  const { property } = term
  if (property === undefined) return matchesText([...Object.values(texts)].join('\n').toLowerCase(), term)
  if (property === 'start') return matchesMoment(instant(event.start), term, now)
  if (property === 'end') return matchesMoment(instant(event.end), term, now)
  return Object.hasOwn(texts, property) && matchesText((texts[property] ?? '').toLowerCase(), term)
}

/** Here ids and names are those of Exchange itself, not of Graph's events. */
function eventFound(event: CalendarEvent, { ids }: Mailbox, { view }: Call): Found {
  const { sensitivity } = event
  return {
    hitId: () => eventId(asListed(event), view, ids).replaceAll('-', '/').replaceAll('_', '+'),
    summary: () => plain(event).trim().slice(0, 255),
    resource: (fields) =>
      pick(
        {
          '@odata.type': '#microsoft.graph.event',
          end: { dateTime: instant(event.end), timeZone: 'UTC' },
          hasAttachments: event.attachments.length > 0,
          iCalUId: event.iCalUId,
          isAllDay: event.isAllDay,
          sensitivity: `${sensitivity.charAt(0).toUpperCase()}${sensitivity.slice(1)}`,
          start: { dateTime: instant(event.start), timeZone: 'UTC' },
          subject: event.subject,
          type: event.recurrence === null ? 'Single' : 'RecurringMaster',
        },
        fields,
      ),
  }
}

function plain({ body }: CalendarEvent): string {
  return body.contentType === 'html' ? htmlToText(body.content) : body.content
}

function startOf({ start }: CalendarEvent): number {
  return toInstant(start.dateTime, start.timeZone)
}

function instant({ dateTime, timeZone }: LocalTime): string {
  return `${new Date(toInstant(dateTime, timeZone)).toISOString().slice(0, 19)}Z`
}
