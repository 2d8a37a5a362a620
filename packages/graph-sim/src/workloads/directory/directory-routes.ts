import { expandedExtensions } from '../../custom-data/expand-custom-data.ts'
import { directoryObjectNotFound } from '../../errors/catalog.ts'
import { refuse } from '../../errors/graph-problem.ts'
import { ok } from '../../gateway/answer.ts'
import type { Call } from '../../gateway/call.ts'
import { entityBody } from '../../odata/answer-entity.ts'
import { answerList, countRows, type ListSource } from '../../odata/answer-list.ts'
import type { Query } from '../../odata/query.ts'
import type { Expander } from '../../odata/write-entity.ts'
import type { Route } from '../../routing/route.ts'
import { requireEventual } from './count-users.ts'
import { listUsers, readManager, readUsers } from './directory-permissions.ts'
import { userListRules } from './directory-rules.ts'
import { searchUsers } from './search-users.ts'
import type { User } from './user.ts'
import { relatedUserEntity } from './user-entity.ts'
import { userRelationRoutes } from './user-relation-routes.ts'
import { requireListable, userView } from './user-view.ts'
import { writeRelated } from './write-related.ts'

const workload = 'directory'

/** Users, who leads them and whom they lead. */
export const directoryRoutes: readonly Route[] = [
  {
    method: 'GET',
    paths: ['/users'],
    workload,
    permissions: listUsers,
    answer(call) {
      requireListable(call)
      return answerList(call, userSource(call))
    },
  },
  {
    method: 'GET',
    paths: ['/users/$count'],
    workload,
    permissions: listUsers,
    answer(call) {
      requireEventual(call)
      return {
        status: 200,
        bytes: String(countRows(call, userSource(call))),
        headers: { 'Content-Type': 'text/plain' },
      }
    },
  },
  {
    method: 'GET',
    paths: ['/users/{user}'],
    workload,
    permissions: readUsers,
    answer: (call) =>
      ok(
        entityBody(call, {
          entity: userView(call),
          row: call.user,
          context: 'users',
          expand: expanders(call),
        }),
      ),
  },
  {
    method: 'GET',
    paths: ['/users/{user}/manager'],
    workload,
    permissions: readManager,
    answer(call) {
      const manager = managerOf(call, call.user)
      if (manager === undefined) refuse(directoryObjectNotFound('manager'))
      return ok(entityBody(call, { entity: relatedUserEntity, row: manager, context: 'directoryObjects' }))
    },
  },
  ...userRelationRoutes,
]

function userSource(call: Call): ListSource<User> {
  const { users } = call.tenant.directory
  return {
    entity: userView(call),
    rules: userListRules,
    rows: users,
    context: 'users',
    search: (text) => searchUsers(users, text),
    expand: expanders(call),
  }
}

function expanders(call: Call): Readonly<Record<string, Expander<User>>> {
  return {
    extensions: (user, { query }) => expandedExtensions(user, query, 'short'),
    manager: (user, { query }) => managerChain(call, user, query, levelsOf(query)),
    directReports: (user, { query }) =>
      call.tenant.directory
        .directReports(user)
        .slice(0, 20)
        .map((report) => writeRelated(report, query, call.view)),
  }
}

/** The manager and, as far as `$levels` goes, the managers above, each in the one below. */
function managerChain(
  call: Call,
  user: User,
  query: Query,
  levels: number,
): Record<string, unknown> | undefined {
  const manager = managerOf(call, user)
  const json = writeRelated(manager, query, call.view)
  if (manager === undefined || json === undefined || levels <= 1) return json
  const above = managerChain(call, manager, query, levels - 1)
  return above === undefined ? json : { ...json, manager: above }
}

function levelsOf(query: Query): number {
  const levels = query.parameter('$levels') ?? '1'
  return levels.toLowerCase() === 'max' ? 1000 : Number(levels) || 1
}

function managerOf(call: Call, user: User): User | undefined {
  return user.managerId === undefined ? undefined : call.tenant.directory.find(user.managerId)
}
