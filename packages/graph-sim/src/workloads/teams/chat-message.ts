import type { User } from '../directory/user.ts'
import type { Channel, Chat } from './team.ts'

/** What somebody writes in a channel or a chat, under Graph's own names. */
export interface ChatMessageContent {
  subject: string | null
  importance: string
  body: ChatMessageBody
  attachments: readonly unknown[]
  mentions: readonly unknown[]
}

/** The text of a message. */
export interface ChatMessageBody {
  readonly contentType: string
  readonly content: string
}

/** A message in a channel or a chat. */
export interface ChatMessage extends ChatMessageContent {
  /** Its time in milliseconds, unique in its conversation. */
  readonly id: string
  readonly createdAt: number
  /** When it was written, changed or reacted to, whichever came last. */
  modifiedAt: number
  editedAt: number | undefined
  deletedAt: number | undefined
  /** `undefined` for what Teams itself writes. */
  readonly from: User | undefined
  readonly place: Channel | Chat
  /** The message that this one answers; only in channels. */
  readonly replyTo: ChatMessage | undefined
  readonly replies: ChatMessage[]
  /** What became of the conversation, for what Teams itself writes. */
  readonly event: Readonly<Record<string, unknown>> | undefined
  readonly reactions: Reaction[]
  /** Each reaction that came or went. */
  readonly history: Readonly<Record<string, unknown>>[]
  policyViolation: unknown
  readonly hosted: readonly HostedContent[]
}

/** What somebody thinks of a message, in one sign. */
export interface Reaction {
  readonly reactionType: string
  readonly user: User
  readonly at: number
}

/** A picture within a message. */
export interface HostedContent {
  readonly id: string
  readonly contentType: string
  readonly bytes: Uint8Array
}
