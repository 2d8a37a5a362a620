import { dateOf } from '../time/timestamp.ts'
import { toInstant, toLocal } from '../time/zone.ts'
import type { BulkSource } from './bulk-mail.ts'
import { projects } from './company.ts'
import { asRecipient, type MadeMessage } from './mail-draft.ts'
import { page } from './mail-html.ts'

const zones: readonly string[] = [
  'W. Europe Standard Time',
  'Eastern Standard Time',
  'Tokyo Standard Time',
  'GMT Standard Time',
]

/** An invitation of a colleague to a meeting within a month of its arrival, or an answer to one. */
export function makeInvitation({ random, cast, days, thread }: BulkSource): MadeMessage {
  const author = random.pick(cast.colleagues)
  const project = random.pick(projects)
  const at = days.at(random.int(0, 300), 0.3 + random.next() * 0.4)
  const timeZone = random.pick(zones)
  const day = dateOf(at + random.int(1, 30) * 86_400_000)
  const dateTime = `${day}T${String(random.int(8, 16)).padStart(2, '0')}:00:00`
  const end = toLocal(toInstant(dateTime, timeZone) + random.pick([30, 60, 90]) * 60_000, timeZone)
  const type = random.pick([
    'meetingRequest',
    'meetingRequest',
    'meetingAccepted',
    'meetingDeclined',
  ] as const)
  const prefix = { meetingRequest: '', meetingAccepted: 'Accepted: ', meetingDeclined: 'Declined: ' }[type]
  return {
    at,
    thread,
    subject: `${prefix}${project.name}: ${random.pick(['design review', 'kick-off', 'acceptance', 'risk review'])}`,
    body: {
      contentType: 'html',
      content: page(type === 'meetingRequest' ? `<div>Agenda: ${project.about}, open points.</div>` : ''),
    },
    from: asRecipient(author),
    toRecipients: [asRecipient(cast.me)],
    internetMessageId: `<${random.guid()}@${author.address.replace(/^.*@/, 'mail.')}>`,
    folder: 'inbox',
    isRead: random.chance(0.8),
    meeting: {
      type,
      event: undefined,
      start: { dateTime, timeZone },
      end: { dateTime: end, timeZone },
      location: random.pick(['Fjord room', 'Quay room', 'Online']),
    },
  }
}

/** A letter that its owner has begun and not sent. */
export function makeDraft({ random, cast, days, thread }: BulkSource): MadeMessage {
  const project = random.pick(projects)
  return {
    at: days.at(random.int(0, 40), random.next() * 0.9),
    thread,
    subject: random.chance(0.2) ? '' : `${project.name}: where we stand`,
    body: {
      contentType: 'html',
      content: page(`<div>Hi,</div><div><br></div><div>about ${project.about}:</div>`),
    },
    from: asRecipient(cast.me),
    toRecipients: random.chance(0.6) ? [asRecipient(random.pick(cast.colleagues))] : [],
    internetMessageId: `<${random.guid()}@${cast.me.address.replace(/^.*@/, 'mail.')}>`,
    folder: 'drafts',
    isDraft: true,
  }
}
