import { refuse } from '../../errors/graph-problem.ts'
import type { Call } from '../../gateway/call.ts'
import type { Chat } from '../teams/team.ts'
import { notMember } from '../teams/team-problems.ts'
import { findUser } from './find-user.ts'
import type { Subscribable } from './subscribable.ts'

const all = ['created', 'updated', 'deleted'] as const
const readChats = ['Chat.ReadBasic.All', 'Chat.Read.All', 'Chat.ReadWrite.All']
const readMembers = ['ChatMember.Read.All', 'ChatMember.ReadWrite.All', ...readChats]
const chats = { family: 'teams', changeTypes: all } as const

/** Chats, their people and what is written in them. */
export const chatSubscribables: readonly Subscribable[] = [
  {
    ...chats,
    path: '/chats',
    changeTypes: ['created', 'updated'],
    delegated: [],
    application: readChats,
    audiences: () => ['chats'],
  },
  {
    ...chats,
    path: '/chats/{chat}',
    changeTypes: ['created', 'updated'],
    delegated: ['Chat.ReadBasic', 'Chat.Read', 'Chat.ReadWrite'],
    application: readChats,
    audiences: (request) => [`chats/${chatOf(request).id}`],
  },
  {
    ...chats,
    path: '/chats/getAllMembers',
    delegated: [],
    application: readMembers,
    audiences: () => ['chats/getAllMembers'],
  },
  {
    ...chats,
    path: '/chats/{chat}/members',
    delegated: ['ChatMember.Read', 'ChatMember.ReadWrite', 'Chat.ReadBasic', 'Chat.Read', 'Chat.ReadWrite'],
    application: readMembers,
    audiences: (request) => [`chats/${chatOf(request).id}/members`],
  },
  {
    ...chats,
    path: '/chats/getAllMessages',
    delegated: [],
    application: ['Chat.Read.All'],
    audiences: () => ['chats/getAllMessages'],
  },
  {
    ...chats,
    path: '/chats/{chat}/messages',
    delegated: ['Chat.Read', 'Chat.ReadWrite'],
    application: ['Chat.Read.All'],
    audiences: (request) => [`chats/${chatOf(request).id}/messages`],
  },
  {
    ...chats,
    path: '/users/{user}/chats/getAllMessages',
    delegated: ['Chat.Read', 'Chat.ReadWrite'],
    application: ['Chat.Read.All', 'Chat.ReadWrite.All'],
    audiences(request) {
      const user = findUser(request)
      const { principal } = request
      if (principal.kind === 'delegated' && user !== principal.user) refuse(notMember)
      return [`users/${user.id}/chats/getAllMessages`]
    },
  },
]

function chatOf({ tenant, principal, params }: Call): Chat {
  const chat = tenant.teams().findChat(params['chat'] ?? '')
  return principal.kind === 'application' || chat.members.includes(principal.user) ? chat : refuse(notMember)
}
