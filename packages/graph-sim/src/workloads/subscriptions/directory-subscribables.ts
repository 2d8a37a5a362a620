import { refuse } from '../../errors/graph-problem.ts'
import type { Call } from '../../gateway/call.ts'
import { findUser } from './find-user.ts'
import type { Subscribable } from './subscribable.ts'
import { extensionError } from './subscription-problems.ts'

const users = {
  family: 'directory',
  changeTypes: ['updated', 'deleted'],
  delegated: ['User.Read.All', 'User.ReadWrite.All', 'Directory.Read.All', 'Directory.ReadWrite.All'],
  application: ['User.Read.All', 'User.ReadWrite.All', 'Directory.Read.All', 'Directory.ReadWrite.All'],
} as const
const groups = {
  family: 'directory',
  changeTypes: ['updated', 'deleted'],
  delegated: ['Group.Read.All', 'Group.ReadWrite.All', 'Directory.Read.All', 'Directory.ReadWrite.All'],
  application: ['Group.Read.All', 'Group.ReadWrite.All', 'Directory.Read.All', 'Directory.ReadWrite.All'],
} as const

/** Users, groups, their conversations and presences; that somebody or something is created is told as an update. */
export const directorySubscribables: readonly Subscribable[] = [
  { ...users, path: '/users', audiences: () => ['users'] },
  { ...users, path: '/users/{user}', audiences: (request) => [`users/${findUser(request).id}`] },
  { ...groups, path: '/groups', audiences: () => ['groups'] },
  { ...groups, path: '/groups/{group}', audiences: groupOf },
  { ...groups, path: '/groups/{group}/members', fact: 'members@delta', audiences: groupOf },
  { ...groups, path: '/groups/{group}/owners', fact: 'owners@delta', audiences: groupOf },
  {
    path: '/groups/{group}/conversations',
    family: 'conversation',
    changeTypes: ['created', 'updated', 'deleted'],
    delegated: ['Group.Read.All', 'Group.ReadWrite.All'],
    application: [],
    audiences: (call) => groupOf(call).map((group) => `${group}/conversations`),
  },
  {
    path: '/communications/presences/{user}',
    family: 'presence',
    changeTypes: ['updated'],
    delegated: ['Presence.Read.All'],
    application: [],
    audiences: (request) => [`communications/presences/${findUser(request).id}`],
  },
  {
    path: '/communications/presences',
    family: 'presence',
    changeTypes: ['updated'],
    delegated: ['Presence.Read.All'],
    application: [],
    audiences: presencesIn,
  },
]

function groupOf({ tenant, params }: Call): readonly string[] {
  return [`groups/${tenant.groups().find(params['group'] ?? '').id}`]
}

/** The people that a filter such as `id in ('…','…')` names, 650 at most. */
function presencesIn(request: Call): readonly string[] {
  const [, list] = /^\s*id\s+in\s*\((.*)\)\s*$/is.exec(request.query.option('filter') ?? '') ?? []
  const ids = list?.split(',').map((id) => id.trim().replace(/^'|'$/g, '')) ?? []
  if (ids.length === 0) refuse(extensionError(400, "Presences are filtered by id in ('{id}','{id}')."))
  if (ids.length > 650) refuse(extensionError(400, 'A subscription is for 650 presences at most.'))
  return ids.map((user) => `communications/presences/${findUser({ ...request, params: { user } }).id}`)
}
