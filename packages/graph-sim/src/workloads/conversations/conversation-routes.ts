import { badRequest } from '../../errors/catalog.ts'
import { refuse } from '../../errors/graph-problem.ts'
import { type Answer, accepted, created, noContent, ok } from '../../gateway/answer.ts'
import type { Call } from '../../gateway/call.ts'
import { member } from '../../gateway/parse-json.ts'
import { readJson, readMembers } from '../../gateway/read-body.ts'
import { entityBody } from '../../odata/answer-entity.ts'
import { answerList } from '../../odata/answer-list.ts'
import type { ListRules } from '../../odata/list-rules.ts'
import type { Expander } from '../../odata/write-entity.ts'
import type { Route } from '../../routing/route.ts'
import type { Thread } from './conversation.ts'
import { conversationOf, conversationsOf, groupOf, threadOf, threadsOf } from './conversation-call.ts'
import {
  type ConversationRow,
  conversationEntity,
  conversationRow,
  postRow,
  threadEntity,
  threadRow,
} from './conversation-entity.ts'
import { deleteConversations, readConversations, writeConversations } from './conversation-permissions.ts'
import { firstOf, postFrom } from './post-body.ts'
import { postRoutes } from './post-routes.ts'

const workload = 'outlook'
const all = '/groups/{group}/conversations'
const one = `${all}/{conversation}`
const threadSets = ['/groups/{group}/threads', `${one}/threads`]
const threads = threadSets.map((path) => `${path}/{thread}`)

/** Conversations come a few at a time, as mail does. */
const rules: ListRules = {
  pageSize: 10,
  largestPage: 1000,
  paging: 'skip',
  counts: () => true,
  refusals: [],
}

/** What people write to groups: conversations, their threads, and the posts in those. */
export const conversationRoutes: readonly Route[] = [
  {
    method: 'GET',
    paths: [all],
    workload,
    permissions: readConversations,
    answer: (call) =>
      answerList(call, {
        entity: conversationEntity,
        rules,
        rows: conversationsOf(call).map(conversationRow),
        context: conversationContext(call),
        expand: { threads: expandThreads(call) },
      }),
  },
  { method: 'POST', paths: [all], workload, permissions: writeConversations, answer: beginConversation },
  {
    method: 'GET',
    paths: [one],
    workload,
    permissions: readConversations,
    answer: (call) =>
      ok(
        entityBody(call, {
          entity: conversationEntity,
          row: conversationRow(conversationOf(call)),
          context: conversationContext(call),
          expand: { threads: expandThreads(call) },
        }),
      ),
  },
  {
    method: 'DELETE',
    paths: [one],
    workload,
    permissions: deleteConversations,
    answer(call) {
      call.tenant.conversations().remove(groupOf(call), conversationOf(call))
      return noContent
    },
  },
  {
    method: 'GET',
    paths: threadSets,
    workload,
    permissions: readConversations,
    answer: (call) =>
      answerList(call, {
        entity: threadEntity,
        rules,
        rows: threadsOf(call).map(threadRow),
        context: threadContext(call),
        expand: { posts: expandPosts(call) },
      }),
  },
  { method: 'POST', paths: threadSets, workload, permissions: writeConversations, answer: beginThread },
  {
    method: 'GET',
    paths: threads,
    workload,
    permissions: readConversations,
    answer: (call) => ok(threadBody(call, threadOf(call))),
  },
  { method: 'PATCH', paths: threads, workload, permissions: writeConversations, answer: changeThread },
  {
    method: 'DELETE',
    paths: threads,
    workload,
    permissions: deleteConversations,
    answer(call) {
      call.tenant.conversations().removeThread(groupOf(call), threadOf(call))
      return noContent
    },
  },
  {
    method: 'POST',
    paths: threads.map((path) => `${path}/reply`),
    workload,
    permissions: writeConversations,
    answer(call) {
      call.tenant.conversations().reply(threadOf(call), postFrom(call, member(readJson(call), 'post')))
      return accepted
    },
  },
  ...postRoutes,
]

/** The answer holds the ids of the new conversation and its thread only, besides the rest that is known of it. */
function beginConversation(call: Call): Answer {
  const json = readJson(call)
  const group = groupOf(call)
  const post = postFrom(call, firstOf(firstOf(json, 'threads'), 'posts'))
  const conversation = call.tenant.conversations().begin(group, topicIn(call), post)
  const body = entityBody(call, {
    entity: conversationEntity,
    row: conversationRow(conversation),
    context: conversationContext(call),
  })
  return created({ ...body, threads: conversation.threads.map(({ id }) => ({ id })) })
}

function beginThread(call: Call): Answer {
  const post = postFrom(call, firstOf(readJson(call), 'posts'))
  const store = call.tenant.conversations()
  const group = groupOf(call)
  const topic = topicIn(call)
  if (call.params['conversation'] !== undefined)
    return created(threadBody(call, store.addThread(group, conversationOf(call), { topic, post })))
  const [thread] = store.begin(group, topic, post).threads
  return thread === undefined ? refuse(badRequest('The thread is empty.')) : created(threadBody(call, thread))
}

function changeThread(call: Call): Answer {
  const thread = threadOf(call)
  const { topic, isLocked, toRecipients, ccRecipients } = readMembers(
    readJson(call),
    threadEntity,
  ) as Partial<Thread>
  if (topic !== undefined) thread.topic = topic
  if (isLocked !== undefined) thread.isLocked = isLocked
  if (toRecipients !== undefined) thread.toRecipients = toRecipients
  if (ccRecipients !== undefined) thread.ccRecipients = ccRecipients
  return noContent
}

function topicIn(call: Call): string {
  const topic = member(readJson(call), 'topic')
  return typeof topic === 'string' ? topic : ''
}

function threadBody(call: Call, thread: Thread): Record<string, unknown> {
  return entityBody(call, {
    entity: threadEntity,
    row: threadRow(thread),
    context: threadContext(call),
    expand: { posts: expandPosts(call) },
  })
}

function expandThreads(call: Call): Expander<ConversationRow> {
  return ({ id }) =>
    conversationsOf(call)
      .find((each) => each.id === id)
      ?.threads.map(threadRow) ?? []
}

function expandPosts(call: Call): Expander<ConversationRow> {
  return ({ id }) => {
    const thread = threadsOf(call).find((each) => each.id === id)
    return thread?.posts.map((post) => postRow(post, thread)) ?? []
  }
}

function conversationContext(call: Call): string {
  return `groups('${groupOf(call).id}')/conversations`
}

function threadContext(call: Call): string {
  const { conversation } = call.params
  const place = conversation === undefined ? '' : `/conversations('${encodeURIComponent(conversation)}')`
  return `groups('${groupOf(call).id}')${place}/threads`
}
