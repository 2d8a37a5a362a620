import type { Entity, View } from '../../odata/entity.ts'
import { complex, listOf, moment, oneOf, openComplex, text } from '../../odata/property-type.ts'
import type { TenantState } from '../../tenant/tenant-state.ts'
import type { User } from '../directory/user.ts'
import type { Reaction } from './chat-message.ts'
import { type ChatMessage, isChannel } from './team.ts'

const properties = {
  id: text,
  replyToId: text,
  etag: text,
  messageType: oneOf(
    'chatMessageType',
    'message',
    'chatEvent',
    'typing',
    'unknownFutureValue',
    'systemEventMessage',
  ),
  createdDateTime: moment,
  lastModifiedDateTime: moment,
  lastEditedDateTime: moment,
  deletedDateTime: moment,
  subject: text,
  summary: text,
  chatId: text,
  importance: oneOf('chatMessageImportance', 'normal', 'high', 'urgent'),
  locale: text,
  webUrl: text,
  channelIdentity: openComplex('channelIdentity'),
  policyViolation: openComplex('chatMessagePolicyViolation'),
  eventDetail: openComplex('eventMessageDetail'),
  from: openComplex('chatMessageFromIdentitySet'),
  body: complex('itemBody', { contentType: oneOf('bodyType', 'text', 'html'), content: text }),
  attachments: listOf(openComplex('chatMessageAttachment')),
  mentions: listOf(openComplex('chatMessageMention')),
  reactions: listOf(openComplex('chatMessageReaction')),
  messageHistory: listOf(openComplex('chatMessageHistoryItem')),
} as const

/** Whether a client knows the members that Graph's enumerations got later, as `Prefer: include-unknown-enum-members` says. */
export type KnownMembers = 'all' | 'first'

/** Messages in channels and chats as Graph describes them. */
export function chatMessageEntity(tenant: TenantState, known: KnownMembers = 'first'): Entity<ChatMessage> {
  return {
    name: 'chatMessage',
    properties,
    navigation: ['replies', 'hostedContents'],
    defaults: Object.keys(properties),
    always: [],
    annotations: () => ({}),
    read: (message, property) => readMessage(message, property, { tenant, known }),
  }
}

/** What a list of chats shows of the latest message. */
export function previewOf(
  message: ChatMessage,
  tenant: TenantState,
  { base }: View,
): Readonly<Record<string, unknown>> {
  const { id, createdAt, deletedAt, from, place, event } = message
  return {
    '@odata.id': `${base}/chats('${encodeURIComponent(place.id)}')/messages/${id}`,
    id,
    createdDateTime: new Date(createdAt).toISOString(),
    isDeleted: deletedAt !== undefined,
    messageType: event === undefined ? 'message' : 'unknownFutureValue',
    eventDetail: event ?? null,
    body: bodyOf(message),
    from: from === undefined ? null : writerOf(from, tenant),
  }
}

/** A reaction as Graph writes it. */
export function reactionOf({ reactionType, user, at }: Reaction): Readonly<Record<string, unknown>> {
  return {
    reactionType,
    displayName: null,
    reactionContentUrl: null,
    createdDateTime: new Date(at).toISOString(),
    user: {
      application: null,
      device: null,
      user: {
        '@odata.type': '#microsoft.graph.teamworkUserIdentity',
        id: user.id,
        displayName: null,
        userIdentityType: 'aadUser',
      },
    },
  }
}

/** Somebody as Teams names people. */
export function teamworkUser(
  { id, displayName, userType }: User,
  tenant: TenantState,
): Readonly<Record<string, unknown>> {
  return {
    '@odata.type': '#microsoft.graph.teamworkUserIdentity',
    id,
    displayName,
    userIdentityType: userType === 'Guest' ? 'emailUser' : 'aadUser',
    tenantId: tenant.id,
  }
}

interface Reading {
  readonly tenant: TenantState
  readonly known: KnownMembers
}

function readMessage(message: ChatMessage, property: string, { tenant, known }: Reading): unknown {
  const { from, event, reactions, history, createdAt, modifiedAt, editedAt, deletedAt } = message
  switch (property) {
    case 'id':
    case 'subject':
    case 'importance':
    case 'attachments':
    case 'mentions':
    case 'policyViolation':
      return message[property]
    case 'replyToId':
      return message.replyTo?.id ?? null
    case 'etag':
      return String(modifiedAt)
    case 'messageType':
      if (event === undefined) return 'message'
      return known === 'all' ? 'systemEventMessage' : 'unknownFutureValue'
    case 'createdDateTime':
      return written(createdAt)
    case 'lastModifiedDateTime':
      return written(modifiedAt)
    case 'lastEditedDateTime':
      return written(editedAt)
    case 'deletedDateTime':
      return written(deletedAt)
    case 'locale':
      return 'en-us'
    case 'eventDetail':
      return event ?? null
    case 'from':
      return from === undefined ? null : writerOf(from, tenant)
    case 'body':
      return bodyOf(message)
    case 'reactions':
      return reactions.map(reactionOf)
    case 'messageHistory':
      return history
    default:
      return placeOf(message, tenant)[property] ?? null
  }
}

function placeOf(
  { place, id, replyTo }: ChatMessage,
  tenant: TenantState,
): Readonly<Record<string, unknown>> {
  if (!isChannel(place)) return { chatId: place.id }
  const groupId = place.team.group.id
  const query = `groupId=${groupId}&tenantId=${tenant.id}&createdTime=${id}&parentMessageId=${replyTo?.id ?? id}`
  return {
    channelIdentity: { teamId: groupId, channelId: place.id },
    webUrl: `https://teams.microsoft.com/l/message/${encodeURIComponent(place.id)}/${id}?${query}`,
  }
}

/** Nothing is left to read of a deleted message. */
function bodyOf({ body, deletedAt }: ChatMessage): ChatMessage['body'] {
  return deletedAt === undefined ? body : { contentType: body.contentType, content: '' }
}

function writerOf(user: User, tenant: TenantState): Readonly<Record<string, unknown>> {
  return { application: null, device: null, conversation: null, user: teamworkUser(user, tenant) }
}

function written(at: number | undefined): string | null {
  return at === undefined ? null : new Date(at).toISOString()
}
