import type { User } from '../directory/user.ts'
import type { ItemBody, Recipient } from '../mail/message-content.ts'

/** What somebody wrote to a group. */
export interface Post {
  readonly id: string
  readonly body: ItemBody
  /** On whose behalf it was sent, as a rule the same as the sender. */
  readonly from: Recipient
  readonly sender: Recipient
  /** In milliseconds since the epoch. */
  readonly at: number
  readonly newParticipants: readonly Recipient[]
  readonly categories: readonly string[]
  /** The id of the post that this one answers; `undefined` for the first of a thread. */
  readonly inReplyTo: string | undefined
}

/** Posts that answer each other and go to the same people. */
export interface Thread {
  readonly id: string
  readonly conversation: Conversation
  topic: string
  isLocked: boolean
  toRecipients: readonly Recipient[]
  ccRecipients: readonly Recipient[]
  readonly posts: Post[]
}

/** Threads of one topic in a group. */
export interface Conversation {
  readonly id: string
  readonly topic: string
  readonly threads: Thread[]
}

/** What a client says about a post. */
export type PostContent = Pick<Post, 'body' | 'newParticipants' | 'categories'>

/** Somebody as mail names them. */
export function recipientOf({ displayName, mail, userPrincipalName }: User): Recipient {
  return { emailAddress: { name: displayName, address: mail ?? userPrincipalName } }
}

/** All posts of a conversation, the earliest first. */
export function postsOf({ threads }: Conversation): readonly Post[] {
  return threads.flatMap(({ posts }) => posts).toSorted((a, b) => a.at - b.at)
}
