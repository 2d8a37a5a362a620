import type { User } from '../directory/user.ts'
import type { Group } from '../groups/group.ts'
import type { ChatMessageContent, HostedContent, Reaction } from './chat-message.ts'
import type { TeamSettings } from './team-settings.ts'

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
  settings: TeamSettings
  isArchived: boolean
  /** The ids of the apps that are installed in it. */
  readonly apps: string[]
  readonly tags: TeamTag[]
}

/** Who may read a channel: everybody in the team, or those that it names itself. */
export type MembershipType = 'standard' | 'private' | 'shared'

/** A channel of a team. */
export interface Channel {
  readonly id: string
  readonly team: Team
  readonly createdAt: number
  readonly membershipType: MembershipType
  displayName: string
  description: string | null
  isFavoriteByDefault: boolean | null
  isArchived: boolean
  /** Empty until somebody asks for one. */
  email: string
  /** Who is in a private or shared channel; empty for a standard one, whose people are the team's. */
  readonly people: ChannelMember[]
  /** Other teams that a shared channel is shared with. */
  readonly sharedWith: Team[]
  readonly tabs: TeamTab[]
  readonly messages: ChatMessage[]
}

/** Somebody in a private or shared channel. */
export interface ChannelMember {
  readonly user: User
  isOwner: boolean
}

/** A page that is pinned to a channel. */
export interface TeamTab {
  readonly id: string
  readonly appId: string
  displayName: string
  configuration: Readonly<Record<string, unknown>> | null
}

/** A name for some people in a team. */
export interface TeamTag {
  readonly id: string
  displayName: string
  description: string | null
  readonly people: TeamTagMember[]
}

/** Somebody who has a tag. */
export interface TeamTagMember {
  readonly id: string
  readonly user: User
}

/** A conversation outside of teams. */
export interface Chat {
  readonly id: string
  readonly chatType: 'oneOnOne' | 'group' | 'meeting'
  topic: string | null
  readonly createdAt: number
  /** When it was last renamed, or somebody came or left. */
  updatedAt: number
  readonly members: User[]
  /** From when on somebody reads the chat, where that is not from its beginning. */
  readonly visibleFrom: Map<User, string>
  /** How far somebody has read, and whether the chat is hidden; who is not here has read all of it. */
  readonly viewpoints: Map<User, Viewpoint>
  readonly messages: ChatMessage[]
  /** The ids of pinned messages. */
  readonly pinned: string[]
  /** What the chat of a meeting is about; `undefined` for other chats. */
  readonly meeting: ChatMeeting | undefined
}

/** The meeting that a chat belongs to. */
export interface ChatMeeting {
  readonly joinWebUrl: string
  readonly organizer: User
}

/** How somebody sees a chat. */
export interface Viewpoint {
  readonly isHidden: boolean
  readonly lastMessageReadDateTime: string
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

/** Something that takes its time in Teams: the making of a team, its archiving and the like. */
export interface TeamOperation {
  readonly id: string
  /** The team in whose path the operation stands. */
  readonly team: Team
  readonly operationType: string
  readonly startedAt: number
  readonly endsAt: number
  readonly targetId: string
  readonly targetLocation: string
}

/** Whether something is a channel, and not a chat. */
export function isChannel(place: Channel | Chat): place is Channel {
  return 'team' in place
}

/** When something was last said in a chat, or it was made. */
export function lastActivity({ messages, createdAt }: Chat): number {
  return messages.at(-1)?.createdAt ?? createdAt
}
