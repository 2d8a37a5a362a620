import type { ChangeTeller } from '../../change-feed/change-feed.ts'
import { refuse } from '../../errors/graph-problem.ts'
import type { Random } from '../../random/random.ts'
import type { Clock } from '../../tenant/clock.ts'
import type { User } from '../directory/user.ts'
import type { ChatMessageContent, HostedContent } from './chat-message.ts'
import {
  type Channel,
  type Chat,
  type ChatMeeting,
  type ChatMessage,
  isChannel,
  lastActivity,
  type Viewpoint,
} from './team.ts'
import { notFound } from './team-problems.ts'
import { threadId } from './thread-id.ts'

/** The chats of a tenant, and what is written in them and in channels. */
export interface ChatStore {
  addChat(chat: NewChat): Chat
  /** The chats that somebody is in, the latest first. */
  chatsOf(user: User): readonly Chat[]
  /** The chat that two people have; `undefined` when they have none. */
  chatBetween(people: readonly User[]): Chat | undefined
  /** Refuses what names nothing. */
  findChat(id: string): Chat
  /** Notes that a chat was renamed, or that somebody came or left. */
  changedChat(chat: Chat): void
  /** Takes a chat away, to be had back later. */
  removeChat(chat: Chat): void
  /** A chat that was taken away; refuses what names none. */
  findDeletedChat(id: string): Chat
  /** Puts a chat back that was taken away; refuses what names none. */
  restoreChat(id: string): Chat
  /** Sets how somebody sees a chat. */
  view(chat: Chat, user: User, viewpoint: Partial<Viewpoint>): void
  post(place: Channel | Chat, post: NewPost): ChatMessage
  /** Notes that a message was changed in one of these ways. */
  changedMessage(message: ChatMessage, way: 'edited' | 'marked' | 'deleted' | 'restored'): void
}

/** What a chat is made from. */
export interface NewChat extends Pick<Chat, 'chatType' | 'topic' | 'createdAt'> {
  readonly members: readonly User[]
  /** For the chat of a meeting, which has its id from there. */
  readonly id?: string
  readonly meeting?: ChatMeeting
}

/** What a message is made from. */
export interface NewPost {
  readonly content: ChatMessageContent
  /** `undefined` for what Teams itself writes. */
  readonly from: User | undefined
  readonly replyTo?: ChatMessage | undefined
  readonly event?: ChatMessage['event']
  readonly hosted?: readonly HostedContent[]
  /** In milliseconds; now when left out. */
  readonly at?: number
}

/** Whom a store of chats tells of changes. */
export interface ChatTellers {
  readonly chats: ChangeTeller<Chat>
  /** Of messages in channels as well. */
  readonly messages: ChangeTeller<ChatMessage>
}

/** Creates a store without chats. */
export function createChatStore(clock: Clock, random: Random, tell: ChatTellers): ChatStore {
  const chats = new Map<string, Chat>()
  const removed = new Map<string, Chat>()

  const store: ChatStore = {
    addChat(chat) {
      const made = newChat(chat, random)
      chats.set(made.id, made)
      tell.chats.created(made)
      return made
    },
    chatsOf: (user) =>
      [...chats.values()]
        .filter(({ members }) => members.includes(user))
        .toSorted((a, b) => lastActivity(b) - lastActivity(a)),
    chatBetween: (people) => chats.get(pairId(people)),
    findChat: (id) => chats.get(id) ?? refuse(notFound),
    changedChat(chat) {
      chat.updatedAt = clock.now()
      tell.chats.updated(chat)
    },
    removeChat(chat) {
      tell.chats.deleted(chat)
      chats.delete(chat.id)
      removed.set(chat.id, chat)
    },
    findDeletedChat: (id) => removed.get(id) ?? refuse(notFound),
    restoreChat(id) {
      const chat = store.findDeletedChat(id)
      removed.delete(id)
      chats.set(id, chat)
      return chat
    },
    view(chat, user, viewpoint) {
      chat.viewpoints.set(user, { ...viewpointOf(chat, user), ...viewpoint })
      tell.chats.updated(chat)
    },
    post(place, { content, from, replyTo, event, hosted = [], at = clock.now() }) {
      const list = replyTo?.replies ?? place.messages
      const createdAt = Math.max(at, (list.at(-1)?.createdAt ?? 0) + 1)
      const message = newMessage({ ...content, createdAt, from, place, replyTo, event, hosted })
      if (!isChannel(place)) arrive(place, message)
      list.push(message)
      tell.messages.created(message)
      return message
    },
    changedMessage(message, way) {
      const now = clock.now()
      message.modifiedAt = Math.max(now, message.modifiedAt)
      if (way === 'edited') message.editedAt = now
      if (way === 'deleted') message.deletedAt = now
      if (way === 'restored') message.deletedAt = undefined
      if (way === 'deleted') tell.messages.deleted(message)
      else tell.messages.updated(message)
    },
  }
  return store
}

/** How somebody sees a chat. */
export function viewpointOf(chat: Chat, user: User): Viewpoint {
  const lastMessageReadDateTime = new Date(lastActivity(chat)).toISOString()
  return chat.viewpoints.get(user) ?? { isHidden: false, lastMessageReadDateTime }
}

/** Two people have one chat, whose id is made of theirs. */
function pairId(members: readonly User[]): string {
  const ids = members.map(({ id }) => id).toSorted()
  return `19:${ids.join('_')}@unq.gbl.spaces`
}

function newChat({ id, members, ...chat }: NewChat, random: Random): Chat {
  return {
    ...chat,
    id: id ?? (chat.chatType === 'oneOnOne' ? pairId(members) : threadId(random, 'v2')),
    members: [...members],
    updatedAt: chat.createdAt,
    visibleFrom: new Map(),
    viewpoints: new Map(),
    messages: [],
    pinned: [],
    meeting: chat.meeting,
  }
}

type Written = Pick<
  ChatMessage,
  keyof ChatMessageContent | 'createdAt' | 'from' | 'place' | 'replyTo' | 'event' | 'hosted'
>

function newMessage(written: Written): ChatMessage {
  return {
    ...written,
    id: String(written.createdAt),
    modifiedAt: written.createdAt,
    editedAt: undefined,
    deletedAt: undefined,
    replies: [],
    reactions: [],
    history: [],
    policyViolation: null,
  }
}

/** What is said in a chat is unread by the others, read by whoever says it, and brings the chat back where it is hidden. */
function arrive(chat: Chat, { from, createdAt }: ChatMessage): void {
  for (const member of chat.members) {
    const { lastMessageReadDateTime: before } = viewpointOf(chat, member)
    const lastMessageReadDateTime = member === from ? new Date(createdAt).toISOString() : before
    chat.viewpoints.set(member, { isHidden: false, lastMessageReadDateTime })
  }
}
