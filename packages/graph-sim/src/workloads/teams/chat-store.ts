import type { ChangeTeller } from '../../change-feed/change-feed.ts'
import { refuse } from '../../errors/graph-problem.ts'
import type { Random } from '../../random/random.ts'
import type { Clock } from '../../tenant/clock.ts'
import type { User } from '../directory/user.ts'
import { type Channel, type Chat, type ChatMessage, type ChatMessageContent, lastActivity } from './team.ts'
import { notFound } from './team-problems.ts'
import { threadId } from './thread-id.ts'

/** The chats of a tenant, and what is written in them and in channels. */
export interface ChatStore {
  addChat(chat: Pick<Chat, 'chatType' | 'topic' | 'members' | 'createdAt'>): Chat
  /** The chats that somebody is in, the latest first. */
  chatsOf(user: User): readonly Chat[]
  /** Refuses what names nothing. */
  findChat(id: string): Chat
  post(place: Channel | Chat, post: NewPost): ChatMessage
}

/** What a message is made from. */
export interface NewPost {
  readonly content: ChatMessageContent
  readonly from: User
  readonly replyTo?: ChatMessage | undefined
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

  return {
    addChat(chat) {
      const id = chat.chatType === 'group' ? threadId(random, 'v2') : pairId(chat.members)
      const made: Chat = { ...chat, id, messages: [] }
      chats.set(id, made)
      tell.chats.created(made)
      return made
    },
    chatsOf: (user) =>
      [...chats.values()]
        .filter(({ members }) => members.includes(user))
        .toSorted((a, b) => lastActivity(b) - lastActivity(a)),
    findChat: (id) => chats.get(id) ?? refuse(notFound),
    post(place, { content, from, replyTo, at = clock.now() }) {
      const list = replyTo?.replies ?? place.messages
      const createdAt = Math.max(at, (list.at(-1)?.createdAt ?? 0) + 1)
      const id = String(createdAt)
      const message: ChatMessage = { ...content, id, createdAt, from, place, replyTo, replies: [] }
      list.push(message)
      tell.messages.created(message)
      return message
    },
  }
}

/** Two people have one chat, whose id is made of theirs. */
function pairId(members: readonly User[]): string {
  const ids = members.map(({ id }) => id).toSorted()
  return `19:${ids.join('_')}@unq.gbl.spaces`
}
