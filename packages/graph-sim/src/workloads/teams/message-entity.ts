import type { Entity, View } from '../../odata/entity.ts'
import { complex, listOf, moment, oneOf, openComplex, text } from '../../odata/property-type.ts'
import type { TenantState } from '../../tenant/tenant-state.ts'
import type { User } from '../directory/user.ts'
import { type ChatMessage, isChannel } from './team.ts'

const properties = {
  id: text,
  replyToId: text,
  etag: text,
  messageType: oneOf('chatMessageType', 'message', 'chatEvent', 'typing', 'systemEventMessage'),
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
} as const

/** Messages in channels and chats as Graph describes them. */
export function chatMessageEntity(tenant: TenantState): Entity<ChatMessage> {
  return {
    name: 'chatMessage',
    properties,
    navigation: ['replies', 'hostedContents'],
    defaults: Object.keys(properties),
    always: [],
    annotations: () => ({}),
    read: (message, property) => ownProperties(message, tenant)[property] ?? null,
  }
}

/** What a list of chats shows of the latest message. */
export function previewOf(
  message: ChatMessage,
  tenant: TenantState,
  { base }: View,
): Readonly<Record<string, unknown>> {
  const { id, body, createdAt, from, place } = message
  return {
    '@odata.id': `${base}/chats('${encodeURIComponent(place.id)}')/messages/${id}`,
    id,
    createdDateTime: new Date(createdAt).toISOString(),
    isDeleted: false,
    messageType: 'message',
    eventDetail: null,
    body,
    from: identityOf(from, tenant),
  }
}

function ownProperties(message: ChatMessage, tenant: TenantState): Readonly<Record<string, unknown>> {
  const { place, createdAt, replyTo, from, ...content } = message
  const created = new Date(createdAt).toISOString()
  return {
    ...content,
    replyToId: replyTo?.id,
    etag: message.id,
    messageType: 'message',
    createdDateTime: created,
    lastModifiedDateTime: created,
    locale: 'en-us',
    from: identityOf(from, tenant),
    reactions: [],
    ...(isChannel(place)
      ? {
          channelIdentity: { teamId: place.team.group.id, channelId: place.id },
          webUrl: `https://teams.microsoft.com/l/message/${encodeURIComponent(place.id)}/${message.id}?groupId=${place.team.group.id}&tenantId=${tenant.id}&createdTime=${message.id}&parentMessageId=${replyTo?.id ?? message.id}`,
        }
      : { chatId: place.id }),
  }
}

function identityOf({ id, displayName }: User, tenant: TenantState): Readonly<Record<string, unknown>> {
  return {
    application: null,
    device: null,
    user: {
      '@odata.type': '#microsoft.graph.teamworkUserIdentity',
      id,
      displayName,
      userIdentityType: 'aadUser',
      tenantId: tenant.id,
    },
  }
}
