import { directoryObjectNotFound } from '../../errors/catalog.ts'
import { refuse } from '../../errors/graph-problem.ts'
import { noContent, ok } from '../../gateway/answer.ts'
import type { Call } from '../../gateway/call.ts'
import { entityBody } from '../../odata/answer-entity.ts'
import { answerList } from '../../odata/answer-list.ts'
import type { Entity } from '../../odata/entity.ts'
import { moment } from '../../odata/property-type.ts'
import type { Route } from '../../routing/route.ts'
import { timestamp } from '../../time/timestamp.ts'
import { recordAudit } from '../administration/record-audit.ts'
import type { DeletedUser } from '../directory/directory.ts'
import { userListRules } from '../directory/directory-rules.ts'
import { relatedUserEntity, userEntity } from '../directory/user-entity.ts'
import { valueTaken } from './directory-problems.ts'
import { deleteUsers, readDeletedUsers } from './user-admin-permissions.ts'

const workload = 'directory'
const list = '/directory/deletedItems/microsoft.graph.user'
const one = '/directory/deletedItems/{object}'

/** Deleted users, for 30 days: seen, brought back, or deleted for good. */
export const deletedUserRoutes: readonly Route[] = [
  {
    method: 'GET',
    paths: [list],
    workload,
    permissions: readDeletedUsers,
    answer: (call) =>
      answerList(call, {
        entity: deletedUserEntity,
        rules: userListRules,
        rows: call.tenant.directory.deleted,
        context: 'users',
      }),
  },
  {
    method: 'GET',
    paths: [one],
    workload,
    permissions: readDeletedUsers,
    answer: (call) => {
      const entity = { ...deletedUserEntity, annotations: () => ({ '@odata.type': '#microsoft.graph.user' }) }
      return ok(entityBody(call, { entity, row: deletedOf(call), context: 'directoryObjects' }))
    },
  },
  {
    method: 'POST',
    paths: [`${one}/restore`],
    workload,
    permissions: deleteUsers,
    answer(call) {
      const { user } = deletedOf(call)
      const { directory } = call.tenant
      if (directory.isTaken(user.userPrincipalName)) refuse(valueTaken('userPrincipalName'))
      directory.restore(user)
      recordAudit(call, { activity: 'Restore user', operation: 'Restore', target: user })
      return ok(entityBody(call, { entity: relatedUserEntity, row: user, context: 'directoryObjects' }))
    },
  },
  {
    method: 'DELETE',
    paths: [one],
    workload,
    permissions: deleteUsers,
    answer(call) {
      const { user } = deletedOf(call)
      call.tenant.directory.purge(user)
      recordAudit(call, { activity: 'Hard Delete user', operation: 'Delete', target: user })
      return noContent
    },
  },
]

/** A deleted user's sign-in name begins with the id, so that the name is free for others. */
const deletedUserEntity: Entity<DeletedUser> = {
  name: 'user',
  properties: { ...userEntity.properties, deletedDateTime: moment },
  navigation: userEntity.navigation,
  defaults: [...userEntity.defaults, 'deletedDateTime'],
  always: [],
  annotations: () => ({}),
  read({ user, at }, property, view) {
    if (property === 'deletedDateTime') return timestamp(at)
    if (property === 'userPrincipalName') return `${user.id.replaceAll('-', '')}${user.userPrincipalName}`
    return userEntity.read(user, property, view)
  },
}

function deletedOf(call: Call): DeletedUser {
  const id = call.params['object'] ?? ''
  const found = call.tenant.directory.deleted.find(({ user }) => user.id === id.toLowerCase())
  return found ?? refuse(directoryObjectNotFound(id))
}
