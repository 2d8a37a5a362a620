import { badRequest, directoryObjectNotFound } from '../../errors/catalog.ts'
import { refuse } from '../../errors/graph-problem.ts'
import { type Answer, noContent } from '../../gateway/answer.ts'
import type { Call } from '../../gateway/call.ts'
import { member } from '../../gateway/parse-json.ts'
import { readJson } from '../../gateway/read-body.ts'
import type { Route } from '../../routing/route.ts'
import { recordAudit } from '../administration/record-audit.ts'
import { allMembershipsOf, membershipsOf } from '../directory-objects/memberships.ts'
import { referenceRoutes as listRoutes } from '../directory-objects/reference-list.ts'
import { addReferences, removeMember, removeOwner, requireUser } from './change-references.ts'
import { type DirectoryObject, type Group, isGroup } from './group.ts'
import { referencedId } from './group-from.ts'
import {
  readMemberOf,
  readMemberOfGroup,
  readMembers,
  readOwners,
  readTransitiveMemberOf,
  writeGroups,
  writeMembers,
} from './group-permissions.ts'
import { allMembersOf, type GroupPeople, type GroupStore } from './group-store.ts'

const workload = 'directory'
const group = '/groups/{group}'
const user = '/users/{user}'
const memberKinds = ['user', 'group', 'servicePrincipal', 'device', 'orgContact']
const placeKinds = ['group', 'directoryRole', 'administrativeUnit']

/** Members and owners of groups, and the groups that somebody is in. */
export const referenceRoutes: readonly Route[] = [
  ...listRoutes({
    paths: [`${group}/members`],
    permissions: readMembers,
    casts: memberKinds,
    rows: (call) => present(call, groupOf(call).members),
  }),
  ...listRoutes({
    paths: [`${group}/transitiveMembers`],
    permissions: readMembers,
    casts: memberKinds,
    castsAre: 'advanced',
    rows: (call) => present(call, allMembersOf(groupOf(call))),
  }),
  ...listRoutes({
    paths: [`${group}/owners`],
    permissions: readOwners,
    casts: ['user', 'servicePrincipal'],
    rows: (call) => present(call, groupOf(call).owners),
  }),
  ...listRoutes({
    paths: [`${group}/memberOf`],
    permissions: readMemberOfGroup,
    casts: placeKinds,
    rows: (call) => membershipsOf(call.tenant, groupOf(call)),
  }),
  ...listRoutes({
    paths: [`${group}/transitiveMemberOf`],
    permissions: readMemberOfGroup,
    casts: placeKinds,
    castsAre: 'advanced',
    rows: (call) => allMembershipsOf(call.tenant, groupOf(call)),
  }),
  ...listRoutes({
    paths: [`${user}/memberOf`],
    permissions: readMemberOf,
    casts: placeKinds,
    rows: (call) => membershipsOf(call.tenant, call.user),
  }),
  ...listRoutes({
    paths: [`${user}/transitiveMemberOf`],
    permissions: readTransitiveMemberOf,
    casts: placeKinds,
    castsAre: 'advanced',
    rows: (call) => allMembershipsOf(call.tenant, call.user),
  }),
  {
    method: 'POST',
    paths: [`${group}/members/$ref`],
    workload,
    permissions: writeMembers,
    answer(call) {
      return added(call, 'member', { members: [referenced(call)], owners: [] })
    },
  },
  {
    method: 'POST',
    paths: [`${group}/owners/$ref`],
    workload,
    permissions: writeGroups,
    answer(call) {
      return added(call, 'owner', { members: [], owners: [requireUser(referenced(call))] })
    },
  },
  {
    method: 'DELETE',
    paths: [`${group}/members/{object}/$ref`],
    workload,
    permissions: writeMembers,
    answer: (call) => removed(call, 'member', removeMember),
  },
  {
    method: 'DELETE',
    paths: [`${group}/owners/{object}/$ref`],
    workload,
    permissions: writeGroups,
    answer: (call) => removed(call, 'owner', removeOwner),
  },
]

/** Without the users who have been deleted since. */
function present(call: Call, objects: readonly DirectoryObject[]): readonly DirectoryObject[] {
  const { directory } = call.tenant
  return objects.filter((object) => isGroup(object) || directory.find(object.id) === object)
}

function groupOf(call: Call): Group {
  return call.tenant.groups().find(call.params['group'] ?? '')
}

function referenced(call: Call): DirectoryObject {
  const reference = member(readJson(call), '@odata.id')
  if (typeof reference !== 'string')
    refuse(badRequest("The property '@odata.id' with the address of a directory object is missing."))
  return call.tenant.groups().findObject(referencedId(reference))
}

function added(call: Call, role: 'member' | 'owner', people: GroupPeople): Answer {
  const target = groupOf(call)
  addReferences(call.tenant.groups(), target, people)
  recordAudit(call, { activity: `Add ${role} to group`, operation: 'Assign', target })
  return noContent
}

function removed(
  call: Call,
  role: 'member' | 'owner',
  remove: (store: GroupStore, group: Group, object: DirectoryObject) => boolean,
): Answer {
  const id = call.params['object'] ?? ''
  const target = groupOf(call)
  const store = call.tenant.groups()
  if (!remove(store, target, store.findObject(id))) refuse(directoryObjectNotFound(id))
  recordAudit(call, { activity: `Remove ${role} from group`, operation: 'Unassign', target })
  return noContent
}
