import { badRequest, contextNotSupported, notSimulated } from '../../errors/catalog.ts'
import { refuse } from '../../errors/graph-problem.ts'
import type { Call } from '../../gateway/call.ts'
import { isObject, member } from '../../gateway/parse-json.ts'
import { readJson, readMembers } from '../../gateway/read-body.ts'
import type { User } from '../directory/user.ts'
import { chatMessageEntity } from './message-entity.ts'
import type { Channel, Chat, ChatMessage, ChatMessageContent, Team } from './team.ts'
import { notFound, notMember } from './team-problems.ts'
import { isIn } from './team-store.ts'

/** The team that the path names; refuses signed-in users who are not in it. */
export function teamOf(call: Call): Team {
  const team = call.tenant.teams().find(call.params['team'] ?? '')
  const { principal } = call
  return principal.kind === 'application' || isIn(team, principal.user) ? team : refuse(notMember)
}

/** The channel that the path names. */
export function channelOf(call: Call): Channel {
  const id = call.params['channel']
  return teamOf(call).channels.find((channel) => channel.id === id) ?? refuse(notFound)
}

/** The chat that the path names; refuses signed-in users who are not in it. */
export function chatOf(call: Call): Chat {
  const chat = call.tenant.teams().findChat(call.params['chat'] ?? '')
  const { principal, params } = call
  const wanted = params['user'] === undefined ? [] : [call.user]
  const people = principal.kind === 'delegated' ? [principal.user, ...wanted] : wanted
  return people.every((user) => chat.members.includes(user)) ? chat : refuse(notMember)
}

/** The message that the path names, among those given. */
export function messageOf(call: Call, messages: readonly ChatMessage[], parameter = 'message'): ChatMessage {
  return messages.find(({ id }) => id === call.params[parameter]) ?? refuse(notFound)
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

/** Reads a new message out of the request's body; refuses one without a body. */
export function messageFrom(call: Call): ChatMessageContent {
  const json = readMembers(readJson(call), chatMessageEntity(call.tenant), ['hostedContents'])
  if (member(json, 'hostedContents') !== undefined) refuse(notSimulated('hosted contents of messages'))
  const body = member(json, 'body')
  const content = isObject(body) ? member(body, 'content') : undefined
  if (!isObject(body) || typeof content !== 'string' || content === '')
    refuse(badRequest('The message needs a body with content.'))
  return {
    subject: text(member(json, 'subject')),
    importance: text(member(json, 'importance')) ?? 'normal',
    body: { contentType: text(member(body, 'contentType')) ?? 'text', content },
    attachments: list(member(json, 'attachments')),
    mentions: list(member(json, 'mentions')),
  }
}

function text(value: unknown): string | null {
  return typeof value === 'string' ? value : null
}

function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : []
}
