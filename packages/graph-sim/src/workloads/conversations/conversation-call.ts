import { itemNotFound, notSimulated } from '../../errors/catalog.ts'
import { refuse } from '../../errors/graph-problem.ts'
import type { Call } from '../../gateway/call.ts'
import { type Group, isUnified } from '../groups/group.ts'
import type { Conversation, Post, Thread } from './conversation.ts'

/** The group that a path names; others than Microsoft 365 groups have no conversations. */
export function groupOf({ tenant, params }: Call): Group {
  const group = tenant.groups().find(params['group'] ?? '')
  return isUnified(group) ? group : refuse(notSimulated('conversations of a group that has no mailbox'))
}

/** The conversations of the path's group. */
export function conversationsOf(call: Call): readonly Conversation[] {
  return call.tenant.conversations().of(groupOf(call))
}

/** The conversation that a path names. */
export function conversationOf(call: Call): Conversation {
  const id = call.params['conversation']
  return conversationsOf(call).find((each) => each.id === id) ?? refuse(itemNotFound)
}

/** The threads of the path's conversation, or of all of the group's. */
export function threadsOf(call: Call): readonly Thread[] {
  if (call.params['conversation'] !== undefined) return conversationOf(call).threads
  return conversationsOf(call).flatMap(({ threads }) => threads)
}

/** The thread that a path names. */
export function threadOf(call: Call): Thread {
  const id = call.params['thread']
  return threadsOf(call).find((each) => each.id === id) ?? refuse(itemNotFound)
}

/** The post that a path names. */
export function postOf(call: Call): Post {
  const id = call.params['post']
  return threadOf(call).posts.find((each) => each.id === id) ?? refuse(itemNotFound)
}
