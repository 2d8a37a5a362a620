import { clientOf, type GraphClient, type Json, smallTenant } from '../graph-client.ts'

/** A time as Graph takes it. */
export const at = (dateTime: string, timeZone = 'UTC'): { dateTime: string; timeZone: string } => ({
  dateTime,
  timeZone,
})

/** Two colleagues with empty calendars. */
export interface Pair {
  readonly mine: GraphClient
  readonly theirs: GraphClient
  readonly guest: { readonly id: string; readonly mail: string; readonly displayName: string }
}

/** The main user and a colleague of a tenant, with nothing on their calendars. */
export async function pair(): Promise<Pair> {
  const tenant = smallTenant({ events: 0 })
  const guest = tenant.users.find(({ id }) => id !== tenant.me.id)
  if (guest === undefined) throw new Error('There is nobody else')
  return {
    mine: clientOf(tenant),
    theirs: await emptied(clientOf(tenant, tenant.token({ user: guest.id }))),
    guest: { id: guest.id, mail: guest.mail ?? '', displayName: guest.displayName },
  }
}

/** A client, once everything is off its calendar. */
export async function emptied(client: GraphClient): Promise<GraphClient> {
  for (const event of await client.all('/me/events?$top=100'))
    await client.post(`/me/events/${event['id']}/permanentDelete`)
  return client
}

/** A meeting of an hour, from nine to ten on 11 January 2027, to which somebody is invited. */
export async function invite(
  { mine, guest }: Pair,
  more: Readonly<Record<string, unknown>> = {},
): Promise<Json> {
  const { json, status, text } = await mine.post('/me/events', {
    subject: 'Kick-off',
    start: at('2027-01-11T09:00:00'),
    end: at('2027-01-11T10:00:00'),
    attendees: [{ type: 'required', emailAddress: { address: guest.mail } }],
    ...more,
  })
  if (status !== 201) throw new Error(text)
  return json
}

/** What is on somebody's calendar in January 2027. */
export async function january(client: GraphClient, owner = '/me'): Promise<readonly Json[]> {
  return client.all(`${owner}/calendarView?startDateTime=2027-01-01&endDateTime=2027-02-01&$top=100`)
}

/** The newest message of somebody's mailbox. */
export async function newestMessage(client: GraphClient): Promise<Json | undefined> {
  return (await client.get('/me/mailFolders/inbox/messages?$top=1')).json['value']?.[0]
}
