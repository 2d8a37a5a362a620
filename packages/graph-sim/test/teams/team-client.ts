import { clientOf, type GraphClient, type Json, smallTenant } from '../graph-client.ts'

/** Where the version begins. */
export const root = 'https://graph.microsoft.com/v1.0'

/** A client of a new small tenant. */
export const fresh = (): GraphClient => clientOf(smallTenant())

/** The first team of the main user, as a path. */
export async function firstTeam(client: GraphClient): Promise<string> {
  return `/teams/${(await client.all('/me/joinedTeams'))[0]?.['id']}`
}

/** The general channel of the first team, as a path. */
export async function generalChannel(client: GraphClient): Promise<string> {
  const team = await firstTeam(client)
  return `${team}/channels/${(await client.get(`${team}/primaryChannel`)).json['id']}`
}

/** The main user's latest chat of a kind, as a path. */
export async function firstChat(client: GraphClient, chatType: string): Promise<string> {
  const [chat] = await client.all(`/chats?$filter=chatType eq '${chatType}'`)
  return `/chats/${chat?.['id']}`
}

/** The same tenant as somebody else sees it. */
export function as(client: GraphClient, user: string): GraphClient {
  return clientOf(client.tenant, client.tenant.token({ user }))
}

/** The same tenant as an app sees it. */
export function asApp(client: GraphClient, ...roles: readonly string[]): GraphClient {
  return clientOf(client.tenant, client.tenant.token({ roles }))
}

/** Somebody by id as a request binds him. */
export function bound(id: string | undefined, ...roles: readonly string[]): Record<string, unknown> {
  return {
    '@odata.type': '#microsoft.graph.aadUserConversationMember',
    roles,
    'user@odata.bind': `${root}/users('${id}')`,
  }
}

/** Makes a team of which the main user is the only member, and waits until it is there. */
export async function newTeam(client: GraphClient, more: Record<string, unknown> = {}): Promise<string> {
  const { headers } = await client.post('/teams', {
    'template@odata.bind': `${root}/teamsTemplates('standard')`,
    displayName: 'Pilots',
    description: 'Those who bring ships in',
    ...more,
  })
  client.tenant.clock.advance(20_000)
  const [, id] = /\('(.*)'\)/.exec(headers.get('content-location') ?? '') ?? []
  return `/teams/${id}`
}

/** Others than the main user, by id. */
export function others(client: GraphClient): readonly string[] {
  const { me, users } = client.tenant
  return users.filter((user) => user.id !== me.id && user.mail !== null).map(({ id }) => id)
}

/** An id as it stands in a path. */
export function inPath(row: Json | undefined): string {
  return encodeURIComponent(String(row?.['id']))
}
