import { directoryObjectNotFound } from '../../errors/catalog.ts'
import { refuse } from '../../errors/graph-problem.ts'
import { created, noContent, ok } from '../../gateway/answer.ts'
import type { Call } from '../../gateway/call.ts'
import { member } from '../../gateway/parse-json.ts'
import { readJson } from '../../gateway/read-body.ts'
import { entityBody } from '../../odata/answer-entity.ts'
import type { Route } from '../../routing/route.ts'
import { timestamp } from '../../time/timestamp.ts'
import { recordAudit } from '../administration/record-audit.ts'
import type { User } from '../directory/user.ts'
import { userEntity } from '../directory/user-entity.ts'
import { checkPassword } from './check-password.ts'
import { directoryRefusal } from './directory-problems.ts'
import {
  changeManagers,
  changeUsers,
  createUsers,
  deleteUsers,
  revokeSessions,
} from './user-admin-permissions.ts'
import {
  aliasOf,
  changeUser,
  checkNames,
  passwordIn,
  policiesIn,
  readUserMembers,
  userFrom,
} from './user-from.ts'

const workload = 'directory'
const one = '/users/{user}'

/** Creating, changing and deleting users, and who reports to whom. */
export const userWriteRoutes: readonly Route[] = [
  { method: 'POST', paths: ['/users'], workload, permissions: createUsers, answer: createUser },
  { method: 'PATCH', paths: [one], workload, permissions: changeUsers, answer: updateUser },
  {
    method: 'DELETE',
    paths: [one],
    workload,
    permissions: deleteUsers,
    answer(call) {
      call.tenant.directory.remove(call.user)
      recordAudit(call, { activity: 'Delete user', operation: 'Delete', target: call.user })
      return noContent
    },
  },
  {
    method: 'PUT',
    paths: [`${one}/manager/$ref`],
    workload,
    permissions: changeManagers,
    answer(call) {
      call.user.managerId = referredUser(call).id
      call.tenant.directory.changed(call.user)
      recordAudit(call, { activity: 'Set user manager', operation: 'Assign', target: call.user })
      return noContent
    },
  },
  {
    method: 'DELETE',
    paths: [`${one}/manager/$ref`],
    workload,
    permissions: changeManagers,
    answer(call) {
      if (call.user.managerId === undefined) refuse(directoryObjectNotFound('manager'))
      call.user.managerId = undefined
      call.tenant.directory.changed(call.user)
      recordAudit(call, { activity: 'Remove user manager', operation: 'Unassign', target: call.user })
      return noContent
    },
  },
  {
    method: 'POST',
    paths: [`${one}/revokeSignInSessions`],
    workload,
    permissions: revokeSessions,
    answer(call) {
      call.user.signInSessionsValidFromDateTime = timestamp(call.tenant.clock.now())
      recordAudit(call, {
        activity: 'Update StsRefreshTokenValidFrom',
        operation: 'Update',
        target: call.user,
      })
      return ok({ '@odata.context': `${call.base}/$metadata#Edm.Boolean`, value: true })
    },
  },
]

function createUser(call: Call): ReturnType<typeof created> {
  const { directory, administration, clock, domain } = call.tenant
  const members = readUserMembers(readJson(call))
  const identity = { id: administration.nextId(), createdDateTime: timestamp(clock.now()) }
  const user = userFrom(members, identity, { directory, domain })
  directory.add(user)
  administration.passwords.set(user, passwordIn(members) ?? '')
  if (call.principal.kind === 'delegated') administration.creators.set(user.id, call.principal.user.id)
  recordAudit(call, { activity: 'Add user', operation: 'Add', target: user })
  const { identities, passwordPolicies } = user
  const own = identities === undefined ? {} : { identities, passwordPolicies }
  return created({ ...entityBody(call, { entity: userEntity, row: user, context: 'users' }), ...own })
}

function updateUser(call: Call): typeof noContent {
  const { user, tenant } = call
  const members = readUserMembers(readJson(call))
  if (Object.keys(members).length === 0)
    refuse(directoryRefusal('No modification is specified in the request.'))
  checkNames(members, tenant, user)
  const password = passwordIn(members)
  if (password !== undefined) {
    checkPassword({ password, alias: aliasOf(user.userPrincipalName), policies: policiesIn(members) })
    tenant.administration.passwords.set(user, password)
    user.lastPasswordChangeDateTime = timestamp(tenant.clock.now())
  }
  changeUser(user, members)
  tenant.directory.changed(user)
  recordAudit(call, { activity: 'Update user', operation: 'Update', target: user })
  return noContent
}

/** The user that a body's `@odata.id` leads to. */
function referredUser(call: Call): User {
  const reference = member(readJson(call), '@odata.id')
  const [, id] =
    /\/(?:users|directoryObjects)(?:\/|\(')([^/')]+)(?:'\))?$/i.exec(
      typeof reference === 'string' ? reference : '',
    ) ?? []
  if (id === undefined) refuse(directoryRefusal('Invalid URL format specified in @odata.id.'))
  return call.tenant.directory.find(id) ?? refuse(directoryObjectNotFound(id))
}
