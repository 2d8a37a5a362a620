import { defineTool, InvalidInput } from '@graphkeep/core'
import { z } from 'zod'

import { sendJson } from '../client/read-json.ts'
import { emailLists, emailSearches } from '../email/email-tags.ts'
import { allFolders } from '../folder/folder-tags.ts'
import { emailAddress } from '../input/email-address.ts'
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
  transactionId: z
    .string()
    .min(8)
    .max(100)
    .optional()
    .describe('Any text of your own: a second call with the same one makes no second event.'),
})

const output = z.object({
  id: z.string(),
  start: z.string(),
  end: z.string(),
  timeZone: z.string(),
  invited: z.number().describe('How many were sent an invitation.'),
  joinUrl: z.string().optional().describe('Where to join; only for online meetings.'),
  transactionId: z.string(),
})

/** Creates an event and invites people to it. */
export const calendarCreateEvent = defineTool({
  name: 'calendar_create_event',
  title: 'Create an event',
  description:
    "Creates an event in the user's calendar, and sends invitations at once when attendees are given: have people and time confirmed first. Times are local to timeZone. For a call that may be repeated give a transactionId.",
  effect: 'write',
  permissions: { delegated: ['Calendars.ReadWrite'], application: ['Calendars.ReadWrite'] },
  input,
  output,
  invalidates: ({ attendees }) => [
    calendarEvents,
    ...(attendees.length > 0 ? [emailLists, emailSearches, allFolders] : []),
  ],

  async run(asked, context) {
    const { start, end, timeZone, attendees, transactionId = crypto.randomUUID() } = asked
    const [from, to] = [instantOf(start, timeZone), instantOf(end, timeZone)]
    if (to <= from) throw new InvalidInput(['end: it has to be later than start'])
    const created = await sendJson<CreatedEvent>(context, '/me/events', eventFrom(asked, transactionId), {
      repeatable: true,
      lookAt: `Look for it with calendar_list_events; a further call with transactionId ${transactionId} makes no second one.`,
    })
    const joinUrl = created.onlineMeeting?.joinUrl
    return {
      id: created.id,
      start: isoInZone(from, timeZone),
      end: isoInZone(to, timeZone),
      timeZone,
      invited: new Set(attendees.map((address) => address.toLowerCase())).size,
      ...(joinUrl && { joinUrl }),
      transactionId,
    }
  },
})

interface CreatedEvent {
  readonly id: string
  readonly onlineMeeting?: { readonly joinUrl?: string | null } | null
}

function eventFrom(asked: z.infer<typeof input>, transactionId: string): object {
  const { subject, start, end, timeZone, attendees, body, location, online } = asked
  return {
    subject,
    start: { dateTime: withSeconds(start), timeZone },
    end: { dateTime: withSeconds(end), timeZone },
    transactionId,
    ...(attendees.length > 0 && {
      attendees: attendees.map((address) => ({ emailAddress: { address }, type: 'required' })),
    }),
    ...(body !== undefined && { body: { contentType: 'text', content: body } }),
    ...(location !== undefined && { location: { displayName: location } }),
    ...(online && { isOnlineMeeting: true, onlineMeetingProvider: 'teamsForBusiness' }),
  }
}

function withSeconds(time: string): string {
  return time.length === 16 ? `${time}:00` : time
}
