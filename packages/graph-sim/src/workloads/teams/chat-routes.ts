import { badRequest } from '../../errors/catalog.ts'
import { refuse } from '../../errors/graph-problem.ts'
import { type Answer, created, ok } from '../../gateway/answer.ts'
import type { Call } from '../../gateway/call.ts'
import { entityBody } from '../../odata/answer-entity.ts'
import { answerList } from '../../odata/answer-list.ts'
import { parseQuery } from '../../odata/query.ts'
import { readSelection } from '../../odata/selection.ts'
import { type Expander, writeEntity } from '../../odata/write-entity.ts'
import type { Route } from '../../routing/route.ts'
import { chatEntity } from './chat-entity.ts'
import { createChat } from './create-chat.ts'
import { memberEntity, placeMembers } from './member-entity.ts'
import { chatMessageEntity, previewOf } from './message-entity.ts'
import type { Chat } from './team.ts'
import { chatOf, messageFrom, messageOf, ownerOf, writerOf } from './team-call.ts'
import { createChats, listChats, readChat, readChatMessages, sendChatMessages } from './team-permissions.ts'
import { chatMessageRules, chatRules } from './team-rules.ts'

const workload = 'teams'
const lists = ['/chats', '/users/{user}/chats']
const ones = lists.map((path) => `${path}/{chat}`)

/** Chats and the messages in them. */
export const chatRoutes: readonly Route[] = [
  { method: 'GET', paths: lists, workload, permissions: listChats, answer: answerChats },
  {
    method: 'GET',
    paths: ones,
    workload,
    permissions: readChat,
    answer: (call) => ok(chatBody(call, chatOf(call))),
  },
  {
    method: 'POST',
    paths: ['/chats'],
    workload,
    permissions: createChats,
    answer: (call) => created(chatBody(call, createChat(call))),
  },
  {
    method: 'GET',
    paths: ones.map((path) => `${path}/messages`),
    workload,
    permissions: readChatMessages,
    answer: answerMessages,
  },
  {
    method: 'GET',
    paths: ones.map((path) => `${path}/messages/{message}`),
    workload,
    permissions: readChatMessages,
    answer: (call) => {
      const row = messageOf(call, chatOf(call).messages)
      return ok(entityBody(call, { entity: chatMessageEntity(call.tenant), row, context: contextOf(call) }))
    },
  },
  {
    method: 'POST',
    paths: ['/chats/{chat}/messages'],
    workload,
    permissions: sendChatMessages,
    answer(call) {
      const chat = chatOf(call)
      const from = writerOf(call)
      const row = call.tenant.teams().post(chat, { content: messageFrom(call), from })
      const entity = chatMessageEntity(call.tenant)
      return created(entityBody(call, { entity, row, context: contextOf(call) }))
    },
  },
]

/** The latest chat stands first; that is also the only order that can be asked for. */
function answerChats(call: Call): Answer {
  const order = call.query.option('orderby')
  if (order !== undefined && !/^\s*lastMessagePreview\/createdDateTime\s+desc\s*$/i.test(order))
    refuse(badRequest('$orderby takes lastMessagePreview/createdDateTime here, in descending order only.'))
  return answerList(without(call, 'orderby'), {
    entity: chatEntity(call.tenant),
    rules: chatRules,
    rows: call.tenant.teams().chatsOf(ownerOf(call)),
    context: 'chats',
    expand: expanders(call),
  })
}

/** A filter counts only when the messages are sorted by the same property. */
function answerMessages(call: Call): Answer {
  const [sorted] = (call.query.option('orderby') ?? '').trim().split(/\s/)
  const filtered = call.query.option('filter') ?? ''
  const counts = sorted !== '' && new RegExp(`^\\s*${sorted?.replace(/\W/g, '')}\\b`, 'i').test(filtered)
  return answerList(counts ? call : without(call, 'filter'), {
    entity: chatMessageEntity(call.tenant),
    rules: chatMessageRules,
    rows: chatOf(call).messages.toReversed(),
    context: contextOf(call),
  })
}

function chatBody(call: Call, row: Chat): Record<string, unknown> {
  return entityBody(call, { entity: chatEntity(call.tenant), row, context: 'chats', expand: expanders(call) })
}

function without(call: Call, option: 'filter' | 'orderby'): Call {
  return { ...call, query: parseQuery(call.query.rewritten({ [option]: undefined })) }
}

function expanders(call: Call): Readonly<Record<string, Expander<Chat>>> {
  const members = memberEntity(call.tenant.id)
  return {
    members: (chat, { query }) => {
      const selection = readSelection(query, members, [])
      return placeMembers(chat).map((row) => writeEntity(row, members, selection, call.view))
    },
    lastMessagePreview: ({ messages }) => {
      const latest = messages.at(-1)
      return latest === undefined ? null : previewOf(latest, call.tenant, call.view)
    },
  }
}

function contextOf({ params }: Call): string {
  return `chats('${encodeURIComponent(params['chat'] ?? '')}')/messages`
}
