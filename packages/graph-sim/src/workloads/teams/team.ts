import type { User } from '../directory/user.ts'
import type { Group } from '../groups/group.ts'

/** A team: the channels of a Microsoft 365 group, whose members are the team's. */
export interface Team {
  readonly group: Group
  readonly createdAt: number
  /** From when on the team is there, in milliseconds; until then its creation is under way. */
  readonly readyAt: number
  /** The first one is the general channel. */
  readonly channels: Channel[]
  /** The names of deleted channels, which stay taken. */
  readonly deletedNames: string[]
}

/** A channel of a team. */
export interface Channel {
  readonly id: string
  readonly team: Team
  readonly createdAt: number
  displayName: string
  description: string | null
  readonly messages: ChatMessage[]
}

/** A conversation outside of teams. */
export interface Chat {
  readonly id: string
  readonly chatType: 'oneOnOne' | 'group'
  readonly topic: string | null
  readonly createdAt: number
  readonly members: readonly User[]
  readonly messages: ChatMessage[]
}

/** What somebody writes in a channel or a chat, under Graph's own names. */
export interface ChatMessageContent {
  readonly subject: string | null
  readonly importance: string
  readonly body: { readonly contentType: string; readonly content: string }
  readonly attachments: readonly unknown[]
  readonly mentions: readonly unknown[]
}

/** A message in a channel or a chat. */
export interface ChatMessage extends ChatMessageContent {
  /** Its time in milliseconds, unique in its conversation. */
  readonly id: string
  readonly createdAt: number
  readonly from: User
  readonly place: Channel | Chat
  /** The message that this one answers; only in channels. */
  readonly replyTo: ChatMessage | undefined
  readonly replies: ChatMessage[]
}

/** The creation of a team, which takes its time. */
export interface TeamOperation {
  readonly id: string
  readonly team: Team
}

/** Whether a message is in a channel. */
export function isChannel(place: Channel | Chat): place is Channel {
  return 'team' in place
}

/** When something was last said in a chat, or it was made. */
export function lastActivity({ messages, createdAt }: Chat): number {
  return messages.at(-1)?.createdAt ?? createdAt
}
