import type { Call } from '../../gateway/call.ts'
import { htmlToText } from '../../mime/html-to-text.ts'
import { evaluateKql } from '../../search/evaluate-kql.ts'
import type { KqlNode, KqlTerm } from '../../search/kql-syntax.ts'
import { matchesMoment } from '../../search/match-moment.ts'
import { matchesText } from '../../search/match-text.ts'
import { timestamp } from '../../time/timestamp.ts'
import type { User } from '../directory/user.ts'
import { type ChatMessage, isChannel } from '../teams/team.ts'
import { mayRead } from '../teams/team-store.ts'
import { type Found, pick } from './found.ts'

/** The messages in somebody's chats and teams that a query finds, the latest first. */
export function findChatMessages(call: Call, user: User, tree: KqlNode): readonly Found[] {
  const now = call.tenant.clock.now()
  const looking = { user, now }
  return messagesFor(call, user)
    .filter((message) => evaluateKql(tree, (term) => matches(message, term, looking)))
    .toSorted((a, b) => b.createdAt - a.createdAt)
    .map(found)
}

/** Which places a token opens: chats, channels, or both. */
function messagesFor({ tenant, principal }: Call, user: User): readonly Spoken[] {
  const teams = tenant.teams()
  const { granted } = principal
  const chats = granted.has('Chat.Read') || granted.has('Chat.ReadWrite') ? teams.chatsOf(user) : []
  const joined = granted.has('ChannelMessage.Read.All') ? teams.joinedBy(user) : []
  const channels = joined.flatMap((team) => team.channels).filter((channel) => mayRead(channel, user))
  return [...chats, ...channels]
    .flatMap(({ messages }) => messages.flatMap((message) => [message, ...message.replies]))
    .filter(isSpoken)
}

/** A message that somebody wrote. */
type Spoken = ChatMessage & { readonly from: User }

/** What Teams itself writes is not found, nor what was deleted. */
function isSpoken(message: ChatMessage): message is Spoken {
  return message.from !== undefined && message.deletedAt === undefined
}

interface Looking {
  readonly user: User
  readonly now: number
}

function matches(message: Spoken, term: KqlTerm, { user, now }: Looking): boolean {
  const { from, place, createdAt } = message
  const isTrue = /^(true|yes|1)$/i.test(term.value)
  switch (term.property) {
    case undefined:
      return matchesText(`${named(from)} ${message.subject ?? ''} ${textOf(message)}`.toLowerCase(), term)
    case 'from':
      return matchesText(named(from).toLowerCase(), term)
    case 'to':
      return (
        !isChannel(place) &&
        place.members.some((one) => one !== from && matchesText(named(one).toLowerCase(), term))
      )
    case 'sent':
      return matchesMoment(new Date(createdAt).toISOString(), term, now)
    case 'hasattachment':
      return message.attachments.length > 0 === isTrue
    case 'ismentioned':
      return isMentioned(message, user.id) === isTrue
    case 'mentions':
      return isMentioned(message, term.value)
    default:
      return false
  }
}

/** A query writes the id of the mentioned without its dashes. */
function isMentioned({ mentions }: ChatMessage, id: string): boolean {
  return JSON.stringify(mentions).replaceAll('-', '').includes(id.replaceAll('-', '').toLowerCase())
}

function found(message: Spoken): Found {
  const { id, place, from, createdAt, subject, importance } = message
  const hitId = Buffer.from(`${place.id}/${id}`).toString('base64')
  return {
    hitId: () => hitId,
    summary: () => textOf(message).trim().slice(0, 255),
    resource: (fields) =>
      pick(
        {
          '@odata.type': 'microsoft.graph.chatMessage',
          id,
          createdDateTime: timestamp(createdAt),
          lastModifiedDateTime: timestamp(createdAt),
          subject: subject ?? '',
          importance,
          webLink: `https://outlook.office365.com/owa/?ItemID=${encodeURIComponent(hitId)}&exvsurl=1&viewmodel=ReadMessageItem`,
          from: { emailAddress: { name: from.displayName, address: from.mail ?? from.userPrincipalName } },
          channelIdentity: isChannel(place) ? { teamId: place.team.group.id, channelId: place.id } : {},
          etag: id,
          ...(isChannel(place) ? {} : { chatId: place.id }),
        },
        fields,
      ),
  }
}

function textOf({ body }: ChatMessage): string {
  return body.contentType === 'html' ? htmlToText(body.content) : body.content
}

function named({ displayName, mail, userPrincipalName }: User): string {
  return `${displayName} ${mail ?? ''} ${userPrincipalName}`
}
