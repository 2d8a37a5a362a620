import type { User } from '../directory/user.ts'

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
