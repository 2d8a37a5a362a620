import { badRequest } from '../../errors/catalog.ts'
import { refuse } from '../../errors/graph-problem.ts'
import { type Answer, created, noContent, ok } from '../../gateway/answer.ts'
import type { Call } from '../../gateway/call.ts'
import { readJson } from '../../gateway/read-body.ts'
import { entityBody } from '../../odata/answer-entity.ts'
import { answerList } from '../../odata/answer-list.ts'
import type { Entity } from '../../odata/entity.ts'
import { readSelection } from '../../odata/selection.ts'
import { type Expander, writeEntity } from '../../odata/write-entity.ts'
import type { Route } from '../../routing/route.ts'
import { renameChat } from './change-chat.ts'
import { chatEntity } from './chat-entity.ts'
import { createChat } from './create-chat.ts'
import { memberEntity, placeMembers } from './member-entity.ts'
import { previewOf } from './message-entity.ts'
import type { Chat } from './team.ts'
import { chatOf, ownerOf, without } from './team-call.ts'
import { createChats, deleteChats, listChats, readChat, writeChat } from './team-permissions.ts'
import { chatRules } from './team-rules.ts'

const workload = 'teams'
const lists = ['/chats', '/users/{user}/chats']
const ones = lists.map((path) => `${path}/{chat}`)

/** Chats. */
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
    method: 'PATCH',
    paths: ['/chats/{chat}'],
    workload,
    permissions: writeChat,
    answer(call) {
      const chat = chatOf(call)
      renameChat(call, chat, readJson(call))
      return ok(chatBody(call, chat))
    },
  },
  {
    method: 'DELETE',
    paths: ['/chats/{chat}'],
    workload,
    permissions: deleteChats,
    answer(call) {
      const { teams } = call.tenant
      teams().removeChat(teams().findChat(call.params['chat'] ?? ''))
      return noContent
    },
  },
]

/** The latest chat stands first; that is also the only order that can be asked for. */
function answerChats(call: Call): Answer {
  const order = call.query.option('orderby')
  if (order !== undefined && !/^\s*lastMessagePreview\/createdDateTime\s+desc\s*$/i.test(order))
    refuse(badRequest('$orderby takes lastMessagePreview/createdDateTime here, in descending order only.'))
  return answerList(without(call, 'orderby'), {
    entity: entityFor(call),
    rules: chatRules,
    rows: call.tenant.teams().chatsOf(ownerOf(call)),
    context: 'chats',
    expand: expanders(call),
  })
}

function chatBody(call: Call, row: Chat): Record<string, unknown> {
  const body = entityBody(call, { entity: entityFor(call), row, context: 'chats', expand: expanders(call) })
  if (!Object.hasOwn(body, 'members')) return body
  const { members, ...rest } = body
  const context = `${call.base}/$metadata#chats('${encodeURIComponent(row.id)}')/members`
  return { ...rest, 'members@odata.context': context, members }
}

function entityFor({ tenant, principal, params, user }: Call): Entity<Chat> {
  const viewer = principal.kind === 'delegated' ? principal.user : params['user'] && user
  return chatEntity(tenant, viewer === '' ? undefined : viewer)
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
