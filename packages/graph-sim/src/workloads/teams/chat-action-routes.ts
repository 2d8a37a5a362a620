import { badRequest } from '../../errors/catalog.ts'
import { refuse } from '../../errors/graph-problem.ts'
import { noContent, ok } from '../../gateway/answer.ts'
import type { Call } from '../../gateway/call.ts'
import { isObject, type JsonObject, member } from '../../gateway/parse-json.ts'
import { readJson } from '../../gateway/read-body.ts'
import type { Route } from '../../routing/route.ts'
import type { User } from '../directory/user.ts'
import { announceMembers } from './change-chat.ts'
import { beginning, findMember, placeMembers } from './member-entity.ts'
import { type Chat, lastActivity, type Viewpoint } from './team.ts'
import { chatOf } from './team-call.ts'
import { memberFrom } from './team-from.ts'
import { addChatMembers, deleteChats, removeChatMembers, viewChat } from './team-permissions.ts'
import { notMember } from './team-problems.ts'

const workload = 'teams'
const one = '/chats/{chat}'

/** Who is taken into chats and out of them, and how somebody sees them. */
export const chatActionRoutes: readonly Route[] = [
  {
    method: 'POST',
    paths: [`${one}/members`],
    workload,
    permissions: addChatMembers,
    answer(call) {
      const chat = chatOf(call)
      const id = addMember(call, chat)
      return { status: 201, headers: { Location: `/chats/${chat.id}/members/${id}` } }
    },
  },
  {
    method: 'DELETE',
    paths: [`${one}/members/{member}`],
    workload,
    permissions: removeChatMembers,
    answer(call) {
      const chat = chatOf(call)
      requireGroup(chat)
      const { user } = findMember(placeMembers(chat), call.params['member'] ?? '')
      announceMembers(call, chat, 'Deleted', [user])
      chat.members.splice(chat.members.indexOf(user), 1)
      call.tenant.teams().changedChat(chat)
      return noContent
    },
  },
  viewing('markChatReadForUser', (chat) => ({ lastMessageReadDateTime: isoOf(lastActivity(chat)) })),
  viewing('markChatUnreadForUser', (chat, json) => ({ lastMessageReadDateTime: unreadFrom(chat, json) })),
  viewing('hideForUser', (_chat, json) => ({
    isHidden: true,
    ...(typeof member(json, 'lastMessageReadDateTime') === 'string'
      ? { lastMessageReadDateTime: String(member(json, 'lastMessageReadDateTime')) }
      : {}),
  })),
  viewing('unhideForUser', () => ({ isHidden: false })),
  {
    method: 'GET',
    paths: ['/teamwork/deletedChats/{chat}'],
    workload,
    permissions: deleteChats,
    answer(call) {
      const { id } = call.tenant.teams().findDeletedChat(call.params['chat'] ?? '')
      return ok({ '@odata.context': `${call.base}/$metadata#teamwork/deletedChats/$entity`, id })
    },
  },
  {
    method: 'POST',
    paths: ['/teamwork/deletedChats/{chat}/undoDelete'],
    workload,
    permissions: deleteChats,
    answer(call) {
      call.tenant.teams().restoreChat(call.params['chat'] ?? '')
      return noContent
    },
  },
]

/** Changes how the named user sees a chat; people speak for themselves only. */
function viewing(name: string, change: (chat: Chat, json: JsonObject) => Partial<Viewpoint>): Route {
  return {
    method: 'POST',
    paths: [`${one}/${name}`],
    workload,
    permissions: viewChat,
    answer(call) {
      const chat = chatOf(call)
      const json = readJson(call)
      call.tenant.teams().view(chat, viewerFrom(call, json), change(chat, json))
      return noContent
    },
  }
}

function viewerFrom({ principal }: Call, json: JsonObject): User {
  const said = member(json, 'user')
  const id = isObject(said) ? member(said, 'id') : undefined
  if (typeof id !== 'string') return refuse(badRequest("'user' with an id is required."))
  return principal.kind === 'delegated' && principal.user.id === id.toLowerCase()
    ? principal.user
    : refuse(notMember)
}

/** Without a time, the last message becomes unread. */
function unreadFrom({ messages, createdAt }: Chat, json: JsonObject): string {
  const said = member(json, 'lastMessageReadDateTime')
  if (said === undefined) return isoOf(messages.at(-2)?.createdAt ?? createdAt)
  const time = typeof said === 'string' ? Date.parse(said) : Number.NaN
  return Number.isNaN(time) ? refuse(badRequest('lastMessageReadDateTime has to be a time.')) : isoOf(time)
}

/** Takes somebody into a group chat; without a time, he reads only what is written from now on. */
function addMember(call: Call, chat: Chat): string {
  requireGroup(chat)
  const json = readJson(call)
  const { user } = memberFrom(call, json)
  if (chat.members.includes(user)) refuse(badRequest('The user is a member of the chat already.'))
  const said = member(json, 'visibleHistoryStartDateTime')
  const from = typeof said === 'string' ? said : isoOf(call.tenant.clock.now())
  if (from !== beginning && Number.isNaN(Date.parse(from)))
    refuse(badRequest('visibleHistoryStartDateTime has to be a time.'))
  chat.members.push(user)
  chat.visibleFrom.set(user, from)
  call.tenant.teams().changedChat(chat)
  announceMembers(call, chat, 'Added', [user])
  return placeMembers(chat).find((one) => one.user === user)?.id ?? ''
}

function requireGroup({ chatType }: Chat): void {
  if (chatType === 'oneOnOne') refuse(badRequest('The members of a oneOnOne chat cannot be changed.'))
}

function isoOf(time: number): string {
  return new Date(time).toISOString()
}
