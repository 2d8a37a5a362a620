import { createHash } from 'node:crypto'
import type { Entity } from '../../odata/entity.ts'
import { complex, flag, listOf, moment, text } from '../../odata/property-type.ts'
import { timestamp } from '../../time/timestamp.ts'
import { recordEntity } from '../administration/record-entity.ts'
import { type Conversation, type Post, postsOf, type Thread } from './conversation.ts'

const recipient = complex('recipient', {
  emailAddress: complex('emailAddress', { name: text, address: text }),
})

/** A conversation, a thread or a post under Graph's own names. */
export type ConversationRow = Readonly<Record<string, unknown>> & { readonly id: string }

/** Conversations as Graph describes them. */
export const conversationEntity: Entity<ConversationRow> = recordEntity({
  name: 'conversation',
  properties: {
    id: text,
    topic: text,
    hasAttachments: flag,
    lastDeliveredDateTime: moment,
    uniqueSenders: listOf(text),
    preview: text,
  },
  navigation: ['threads'],
})

/** Threads as Graph describes them. */
export const threadEntity: Entity<ConversationRow> = recordEntity({
  name: 'conversationThread',
  properties: {
    id: text,
    topic: text,
    hasAttachments: flag,
    lastDeliveredDateTime: moment,
    uniqueSenders: listOf(text),
    preview: text,
    isLocked: flag,
    toRecipients: listOf(recipient),
    ccRecipients: listOf(recipient),
  },
  navigation: ['posts'],
})

const postProperties = {
  id: text,
  createdDateTime: moment,
  lastModifiedDateTime: moment,
  changeKey: text,
  categories: listOf(text),
  receivedDateTime: moment,
  hasAttachments: flag,
  body: complex('itemBody', { contentType: text, content: text }),
  from: recipient,
  sender: recipient,
  newParticipants: listOf(recipient),
  conversationThreadId: text,
  conversationId: text,
} as const

/** Posts as Graph describes them; the ids of their thread and conversation come with `$select` only. */
export const postEntity: Entity<ConversationRow> = {
  ...recordEntity<ConversationRow>({
    name: 'post',
    properties: postProperties,
    navigation: ['attachments', 'extensions', 'inReplyTo'],
  }),
  defaults: Object.keys(postProperties).filter((name) => !name.startsWith('conversation')),
  annotations: ({ changeKey }) => ({ '@odata.etag': `W/"${String(changeKey)}"` }),
}

/** Writes a conversation with what its posts say. */
export function conversationRow(conversation: Conversation): ConversationRow {
  const { id, topic } = conversation
  return { id, topic, hasAttachments: false, ...summary(postsOf(conversation)) }
}

/** Writes a thread with what its posts say. */
export function threadRow({
  id,
  topic,
  posts,
  isLocked,
  toRecipients,
  ccRecipients,
}: Thread): ConversationRow {
  return { id, topic, hasAttachments: false, ...summary(posts), isLocked, toRecipients, ccRecipients }
}

/** Writes a post of a thread. */
export function postRow(post: Post, thread: Thread): ConversationRow {
  const { id, body, from, sender, at, newParticipants, categories } = post
  return {
    id,
    createdDateTime: timestamp(at),
    lastModifiedDateTime: timestamp(at),
    changeKey: createHash('sha256').update(id).digest('base64').slice(0, 40),
    categories,
    receivedDateTime: timestamp(at),
    hasAttachments: false,
    body,
    from,
    sender,
    newParticipants,
    conversationThreadId: thread.id,
    conversationId: thread.conversation.id,
  }
}

function summary(posts: readonly Post[]): Readonly<Record<string, unknown>> {
  const last = posts.at(-1)
  return {
    lastDeliveredDateTime: timestamp(last?.at ?? 0),
    uniqueSenders: [...new Set(posts.map(({ from }) => from.emailAddress.name))],
    preview: (last?.body.content ?? '')
      .replace(/<[^>]*>/g, '')
      .replace(/\s+/g, ' ')
      .trim()
      .slice(0, 255),
  }
}
