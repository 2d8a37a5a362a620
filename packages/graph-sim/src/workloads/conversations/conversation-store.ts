import { type ChangeTeller, untold } from '../../change-feed/change-feed.ts'
import type { Random } from '../../random/random.ts'
import type { Clock } from '../../tenant/clock.ts'
import type { User } from '../directory/user.ts'
import type { Group } from '../groups/group.ts'
import type { Recipient } from '../mail/message-content.ts'
import { type Conversation, type PostContent, postsOf, recipientOf, type Thread } from './conversation.ts'

/** The conversations of Microsoft 365 groups. */
export interface ConversationStore {
  /** Those of one group, the one with the latest post first. */
  of(group: Group): readonly Conversation[]
  /** Begins a conversation with one thread and its first post. */
  begin(group: Group, topic: string, post: NewPost): Conversation
  /** Begins another thread in a conversation. */
  addThread(
    group: Group,
    conversation: Conversation,
    thread: { readonly topic: string; readonly post: NewPost },
  ): Thread
  /** Adds a post to a thread. */
  reply(thread: Thread, post: NewPost): void
  /** Deletes a conversation, with all its threads. */
  remove(group: Group, conversation: Conversation): void
  /** Deletes a thread, and its conversation with the last. */
  removeThread(group: Group, thread: Thread): void
}

/** A post on its way into a thread. */
export interface NewPost extends PostContent {
  readonly author: User
  /** The id of the post that it answers; the first of the thread when left out. */
  readonly inReplyTo?: string
  /** In milliseconds; now when left out. */
  readonly at?: number
}

/** What a store of conversations is made of. */
export interface ConversationBasis {
  readonly clock: Clock
  readonly random: Random
  /** Fills the conversations of a group when they are first asked for. */
  fill(store: ConversationStore, group: Group): void
  /** Whom to tell of changes; nobody when left out. */
  readonly tell?: ChangeTeller<GroupConversation>
}

/** A conversation and the id of its group. */
export interface GroupConversation {
  readonly groupId: string
  readonly conversation: Conversation
}

/** Creates the conversations of a tenant; those of a group are made when they are first asked for. */
export function createConversationStore({
  clock,
  random,
  fill,
  tell = untold,
}: ConversationBasis): ConversationStore {
  const byGroup = new Map<string, Conversation[]>()
  const nextId = (kind: string): string => `${kind}${Buffer.from(random.bytes(48)).toString('base64url')}=`
  const listOf = (group: Group): Conversation[] => {
    const known = byGroup.get(group.id)
    if (known !== undefined) return known
    const made: Conversation[] = []
    byGroup.set(group.id, made)
    fill(store, group)
    return made
  }

  const store: ConversationStore = {
    of: (group) => listOf(group).toSorted((a, b) => lastOf(b) - lastOf(a)),
    begin(group, topic, post) {
      const conversation: Conversation = { id: nextId('AAQkAD'), topic, threads: [] }
      listOf(group).push(conversation)
      store.addThread(group, conversation, { topic, post })
      tell.created({ groupId: group.id, conversation })
      return conversation
    },
    addThread(group, conversation, { topic, post }) {
      const thread: Thread = {
        id: nextId('AAQkADThread'),
        conversation,
        topic,
        isLocked: false,
        toRecipients: [addressOf(group), ...post.newParticipants],
        ccRecipients: [],
        posts: [],
      }
      conversation.threads.push(thread)
      store.reply(thread, post)
      return thread
    },
    reply(thread, { author, inReplyTo = thread.posts[0]?.id, at = clock.now(), ...content }) {
      const sender = recipientOf(author)
      thread.posts.push({ ...content, id: nextId('AAMkAD'), from: sender, sender, at, inReplyTo })
      const { conversation } = thread
      const groupId = [...byGroup].find(([, list]) => list.includes(conversation))?.[0] ?? ''
      if (postsOf(conversation).length > 1) tell.updated({ groupId, conversation })
    },
    remove(group, conversation) {
      const list = listOf(group)
      tell.deleted({ groupId: group.id, conversation })
      list.splice(list.indexOf(conversation), 1)
    },
    removeThread(group, thread) {
      const { threads } = thread.conversation
      threads.splice(threads.indexOf(thread), 1)
      if (threads.length === 0) store.remove(group, thread.conversation)
    },
  }
  return store
}

function addressOf({ displayName, mail }: Group): Recipient {
  return { emailAddress: { name: displayName, address: mail ?? '' } }
}

function lastOf({ threads }: Conversation): number {
  return Math.max(0, ...threads.flatMap(({ posts }) => posts.map(({ at }) => at)))
}
