import { createHash } from 'node:crypto'

import { canonicalJson, defineTool, InvalidInput, type Scope } from '@graphkeep/core'
import { z } from 'zod'

import { sendJson } from '../client/read-json.ts'
import { emailLists, emailSearches } from '../email/email-tags.ts'
import { allFolders } from '../folder/folder-tags.ts'
import { emailAddress } from '../input/email-address.ts'
import { idempotencyKey } from '../input/idempotency-key.ts'
import { wallTime } from '../input/moment.ts'
import { timeZone } from '../input/time-zone.ts'
import { instantOf, isoInZone } from '../time/zones.ts'
import { calendarEvents } from './calendar-tags.ts'

const input = z.strictObject({
  subject: z.string().trim().min(1).max(255),
  start: wallTime.describe('Local time in timeZone, e.g. 2026-11-21T09:00.'),
  end: wallTime.describe('Local time in timeZone, later than start.'),
  timeZone: timeZone.describe('IANA name, e.g. Europe/Oslo.'),
  attendees: z
    .array(emailAddress)
    .max(500)
    .default([])
    .describe('Addresses; each is sent an invitation at once.'),
  body: z.string().max(1_000_000).optional().describe('Plain text.'),
  location: z.string().max(255).optional(),
  online: z.boolean().default(false).describe('Whether to make a Teams meeting of it.'),
  idempotencyKey,
})

const output = z.object({
  id: z.string(),
  start: z.string(),
  end: z.string(),
  timeZone: z.string(),
  invited: z.number().describe('How many were sent an invitation.'),
  joinUrl: z.string().optional().describe('Where to join; only for online meetings.'),
})

/** Creates an event and invites people to it. */
export const calendarCreateEvent = defineTool({
  name: 'calendar_create_event',
  title: 'Create an event',
  description:
    "Creates an event in the user's calendar, and sends invitations at once when attendees are given: have people and time confirmed first. Times are local to timeZone.",
  effect: 'write',
  once: { key: ({ idempotencyKey }) => idempotencyKey },
  permissions: { delegated: ['Calendars.ReadWrite'], application: ['Calendars.ReadWrite'] },
  input,
  output,
  invalidates: ({ attendees }) => [
    calendarEvents,
    ...(attendees.length > 0 ? [emailLists, emailSearches, allFolders] : []),
  ],

  async run(asked, context) {
    const { start, end, timeZone, attendees, idempotencyKey } = asked
    const [from, to] = [instantOf(start, timeZone), instantOf(end, timeZone)]
    if (to <= from) throw new InvalidInput(['end: it has to be later than start'])
    const created = await sendJson<CreatedEvent>(context, '/me/events', eventFrom(asked, context.scope), {
      repeatable: true,
      ...(idempotencyKey === undefined && {
        lookAt: 'Look for it with calendar_list_events before doing it again.',
      }),
    })
    const joinUrl = created.onlineMeeting?.joinUrl
    return {
      id: created.id,
      start: isoInZone(from, timeZone),
      end: isoInZone(to, timeZone),
      timeZone,
      invited: new Set(attendees.map((address) => address.toLowerCase())).size,
      ...(joinUrl && { joinUrl }),
    }
  },
})

interface CreatedEvent {
  readonly id: string
  readonly onlineMeeting?: { readonly joinUrl?: string | null } | null
}

function eventFrom(asked: z.infer<typeof input>, scope: Scope): object {
  const { subject, start, end, timeZone, attendees, body, location, online } = asked
  return {
    subject,
    start: { dateTime: withSeconds(start), timeZone },
    end: { dateTime: withSeconds(end), timeZone },
    transactionId: transactionIdOf(asked, scope),
    ...(attendees.length > 0 && {
      attendees: attendees.map((address) => ({ emailAddress: { address }, type: 'required' })),
    }),
    ...(body !== undefined && { body: { contentType: 'text', content: body } }),
    ...(location !== undefined && { location: { displayName: location } }),
    ...(online && { isOnlineMeeting: true, onlineMeetingProvider: 'teamsForBusiness' }),
  }
}

/** By what Exchange makes one event of several requests: for a key the same in every process. */
function transactionIdOf(asked: z.infer<typeof input>, { tenant, account }: Scope): string {
  if (asked.idempotencyKey === undefined) return crypto.randomUUID()
  return createHash('sha256')
    .update(canonicalJson([tenant, account, asked]))
    .digest('hex')
    .slice(0, 40)
}

function withSeconds(time: string): string {
  return time.length === 16 ? `${time}:00` : time
}
