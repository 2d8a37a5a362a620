import { directoryObjectNotFound } from '../../errors/catalog.ts'
import { refuse } from '../../errors/graph-problem.ts'
import { type Answer, noContent, ok } from '../../gateway/answer.ts'
import type { Call } from '../../gateway/call.ts'
import { member } from '../../gateway/parse-json.ts'
import { readJson } from '../../gateway/read-body.ts'
import { entityBody } from '../../odata/answer-entity.ts'
import { answerList, countRows, type ListSource } from '../../odata/answer-list.ts'
import type { Entity } from '../../odata/entity.ts'
import type { Permissions, Route } from '../../routing/route.ts'
import { timestamp } from '../../time/timestamp.ts'
import { recordAudit } from '../administration/record-audit.ts'
import { requireEventual } from '../directory/count-users.ts'
import type { DeletedUser } from '../directory/directory.ts'
import { objectListRules } from '../directory/directory-rules.ts'
import { searchUsers } from '../directory/search-users.ts'
import { relatedUserEntity, userEntity } from '../directory/user-entity.ts'
import type { Group } from '../groups/group.ts'
import { groupEntity } from '../groups/group-entity.ts'
import { readGroups } from '../groups/group-permissions.ts'
import { valueTaken } from '../users-admin/directory-problems.ts'
import { deleteUsers, readDeletedUsers } from '../users-admin/user-admin-permissions.ts'
import type { AnyObject } from './any-object.ts'
import { directoryObjectEntity } from './directory-object-entity.ts'

const workload = 'directory'
const set = '/directory/deletedItems'
const one = `${set}/{object}`

const restoring: Permissions = withGroups(deleteUsers, 'Group.ReadWrite.All')
const reading: Permissions = withGroups(readDeletedUsers, 'Group.Read.All')

/** Deleted users and Microsoft 365 groups, for 30 days: seen, brought back, or deleted for good. */
export const deletedRoutes: readonly Route[] = [
  ...listed('user', readDeletedUsers, usersIn),
  ...listed('group', readGroups, groupsIn),
  ...['administrativeUnit', 'application', 'device', 'servicePrincipal'].flatMap((kind) =>
    listed(kind, reading, () => ({ ...nothing, context: `${kind}s` })),
  ),
  {
    method: 'GET',
    paths: [one],
    workload,
    permissions: reading,
    answer(call) {
      const found = deletedOf(call)
      const context = 'directoryObjects'
      if ('user' in found) {
        const entity = {
          ...deletedUserEntity,
          annotations: () => ({ '@odata.type': '#microsoft.graph.user' }),
        }
        return ok(entityBody(call, { entity, row: found, context }))
      }
      return ok(entityBody(call, { entity: directoryObjectEntity, row: found.group, context }))
    },
  },
  { method: 'POST', paths: [`${one}/restore`], workload, permissions: restoring, answer: restore },
  {
    method: 'DELETE',
    paths: [one],
    workload,
    permissions: restoring,
    answer(call) {
      const found = deletedOf(call)
      if ('user' in found) {
        call.tenant.directory.purge(found.user)
        recordAudit(call, { activity: 'Hard Delete user', operation: 'Delete', target: found.user })
      } else call.tenant.groups().purge(found.group)
      return noContent
    },
  },
  {
    method: 'POST',
    paths: [`${set}/getUserOwnedObjects`],
    workload,
    permissions: reading,
    answer: ownedBy,
  },
]

type Found = DeletedUser | { readonly group: Group }

function listed<row>(
  kind: string,
  permissions: Permissions,
  source: (call: Call) => ListSource<row>,
): readonly Route[] {
  const path = `${set}/microsoft.graph.${kind}`
  return [
    { method: 'GET', paths: [path], workload, permissions, answer: (call) => answerList(call, source(call)) },
    {
      method: 'GET',
      paths: [`${path}/$count`],
      workload,
      permissions,
      answer(call) {
        requireEventual(call)
        const bytes = String(countRows(call, source(call)))
        return { status: 200, bytes, headers: { 'Content-Type': 'text/plain' } }
      },
    },
  ]
}

const nothing: ListSource<AnyObject> = {
  entity: directoryObjectEntity,
  rules: objectListRules,
  rows: [],
  context: 'directoryObjects',
}

function usersIn({ tenant }: Call): ListSource<DeletedUser> {
  const rows = tenant.directory.deleted
  return {
    entity: deletedUserEntity,
    rules: objectListRules,
    rows,
    context: 'users',
    search(text) {
      const found = new Set(
        searchUsers(
          rows.map(({ user }) => user),
          text,
        ),
      )
      return rows.filter(({ user }) => found.has(user))
    },
  }
}

function groupsIn({ tenant }: Call): ListSource<Group> {
  const rows = tenant.groups().deleted
  return {
    entity: groupEntity,
    rules: objectListRules,
    rows,
    context: 'groups',
    search: (text) => searchUsers(rows, text),
  }
}

function restore(call: Call): Answer {
  const { tenant } = call
  const found = deletedOf(call)
  const context = 'directoryObjects'
  if ('group' in found) {
    tenant.groups().restore(found.group)
    return ok(entityBody(call, { entity: directoryObjectEntity, row: found.group, context }))
  }
  const { user } = found
  if (tenant.directory.isTaken(user.userPrincipalName)) refuse(valueTaken('userPrincipalName'))
  tenant.directory.restore(user)
  recordAudit(call, { activity: 'Restore user', operation: 'Restore', target: user })
  return ok(entityBody(call, { entity: relatedUserEntity, row: user, context }))
}

/** Deleted groups that somebody owned; of the other kinds nothing is kept. */
function ownedBy(call: Call): Answer {
  const json = readJson(call)
  const owner = String(member(json, 'userId') ?? '').toLowerCase()
  const type = String(member(json, 'type') ?? '').toLowerCase()
  const rows =
    type === 'group'
      ? call.tenant.groups().deleted.filter(({ owners }) => owners.some(({ id }) => id === owner))
      : []
  return answerList(call, { ...nothing, entity: directoryObjectEntity, rows })
}

/** A deleted user's sign-in name begins with the id, so that the name is free for others. */
const deletedUserEntity: Entity<DeletedUser> = {
  name: 'user',
  properties: userEntity.properties,
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

function deletedOf({ tenant, params }: Call): Found {
  const id = params['object'] ?? ''
  const user = tenant.directory.deleted.find((each) => each.user.id === id.toLowerCase())
  if (user !== undefined) return user
  const group = tenant.groups().deleted.find((each) => each.id === id.toLowerCase())
  return group === undefined ? refuse(directoryObjectNotFound(id)) : { group }
}

function withGroups(
  { delegated, shared, application }: Permissions,
  ...names: readonly string[]
): Permissions {
  return {
    delegated: [...delegated, ...names],
    shared: [...shared, ...names],
    application: [...application, ...names],
  }
}
