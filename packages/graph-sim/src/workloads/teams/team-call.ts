import { badRequest, contextNotSupported, notSimulated } from '../../errors/catalog.ts'
import { refuse } from '../../errors/graph-problem.ts'
import type { Call } from '../../gateway/call.ts'
import { parseQuery } from '../../odata/query.ts'
import type { User } from '../directory/user.ts'
import type { KnownMembers } from './message-entity.ts'
import { type Channel, type Chat, type ChatMessage, isChannel, type Team } from './team.ts'
import { isArchived, notFound, notInChat, notMember } from './team-problems.ts'
import { isIn, mayRead } from './team-store.ts'

/** The team that the path names, be it by its group; refuses signed-in users who are not in it. */
export function teamOf(call: Call): Team {
  const team = call.tenant.teams().find(teamIdOf(call))
  const { principal } = call
  return principal.kind === 'application' || isIn(team, principal.user) ? team : refuse(notMember)
}

/** The set of a team in `@odata.context`. */
export function teamContext(call: Call): string {
  return `teams('${teamIdOf(call)}')`
}

/** The set of a channel in `@odata.context`. */
export function channelContext(call: Call): string {
  return `${teamContext(call)}/channels('${encodeURIComponent(call.params['channel'] ?? '')}')`
}

/** The set of a chat in `@odata.context`. */
export function chatContext({ params }: Call): string {
  return `chats('${encodeURIComponent(params['chat'] ?? '')}')`
}

/** The channel that the path names; refuses signed-in users who may not read it. */
export function channelOf(call: Call): Channel {
  const id = call.params['channel']
  const { principal } = call
  const team = call.tenant.teams().find(teamIdOf(call))
  const channel = team.channels.find((each) => each.id === id)
  if (channel === undefined) return teamOf(call) && refuse(notFound)
  return principal.kind === 'application' || mayRead(channel, principal.user) ? channel : refuse(notMember)
}

/** The chat that the path names; refuses signed-in users who are not in it. */
export function chatOf(call: Call): Chat {
  const chat = call.tenant.teams().findChat(call.params['chat'] ?? '')
  const { principal, params } = call
  const wanted = params['user'] === undefined ? [] : [call.user]
  const people = principal.kind === 'delegated' ? [principal.user, ...wanted] : wanted
  const stranger = people.find((user) => !chat.members.includes(user))
  return stranger === undefined ? chat : refuse(notInChat(stranger.id, chat.id))
}

/** The channel or chat that the path names. */
export function placeOf(call: Call): Channel | Chat {
  return call.params['channel'] === undefined ? chatOf(call) : channelOf(call)
}

/** The message that the path names: a reply, or one that begins a thread. */
export function messageOf(call: Call): ChatMessage {
  const { message, reply } = call.params
  const root = among(placeOf(call).messages, message)
  return reply === undefined ? root : among(root.replies, reply)
}

/** The set that the messages of a path stand in, for `@odata.context`. */
export function messagesContext(call: Call): string {
  const messages = `${call.params['channel'] === undefined ? chatContext(call) : channelContext(call)}/messages`
  return /\/replies(\/|\(|$)/i.test(call.path) ? `${messages}('${call.params['message']}')/replies` : messages
}

/** Who writes; apps may not, but for importing what was written elsewhere. */
export function writerOf({ principal }: Call): User {
  return principal.kind === 'delegated'
    ? principal.user
    : refuse(notSimulated('the import of messages (Teamwork.Migrate.All)'))
}

/** Whose teams or chats are asked for; signed-in users see only their own. */
export function ownerOf(call: Call): User {
  const { principal, params, user } = call
  if (principal.kind === 'application')
    return params['user'] === undefined ? refuse(contextNotSupported('application')) : user
  return params['user'] === undefined || user === principal.user ? principal.user : refuse(notMember)
}

/** Refuses to change what is archived. */
export function requireActive(place: Channel | Chat): void {
  if (isChannel(place) && (place.isArchived || place.team.isArchived)) refuse(isArchived)
}

/** Which members of enumerations the client knows. */
export function knownBy({ headers }: Call): KnownMembers {
  return /include-unknown-enum-members/i.test(headers.get('prefer') ?? '') ? 'all' : 'first'
}

/** The call without some of its query options, which Teams does not heed. */
export function without(
  call: Call,
  ...options: readonly ('filter' | 'orderby' | 'count' | 'search')[]
): Call {
  const changes = Object.fromEntries(options.map((option) => [option, undefined]))
  return { ...call, query: parseQuery(call.query.rewritten(changes)) }
}

/** The call with casts to the type of members taken out of its filter: there are no others. */
export function withoutCasts(call: Call): Call {
  const filter = call.query.option('filter')
  if (filter === undefined) return call
  const plain = filter.replaceAll(/microsoft\.graph\.aadUserConversationMember\//gi, '')
  return { ...call, query: parseQuery(call.query.rewritten({ filter: plain })) }
}

/** The id after `@odata.bind`: the last part of an address, in brackets or not. */
export function boundId(value: unknown, what: string): string {
  const [, bracketed, plain] =
    /(?:\('([^']+)'\)|\/([^/()]+))$/.exec(typeof value === 'string' ? value : '') ?? []
  return bracketed ?? plain ?? refuse(badRequest(`'${what}@odata.bind' has to be an address.`))
}

function teamIdOf({ params }: Call): string {
  return params['team'] ?? params['group'] ?? ''
}

function among(messages: readonly ChatMessage[], id: string | undefined): ChatMessage {
  return messages.find((message) => message.id === id) ?? refuse(notFound)
}
