import { badRequest, directoryObjectNotFound } from '../../errors/catalog.ts'
import { refuse } from '../../errors/graph-problem.ts'
import { type Answer, noContent } from '../../gateway/answer.ts'
import type { Call } from '../../gateway/call.ts'
import { member } from '../../gateway/parse-json.ts'
import { readJson } from '../../gateway/read-body.ts'
import { answerList, countRows, type ListSource } from '../../odata/answer-list.ts'
import type { Permissions, Route } from '../../routing/route.ts'
import { requireEventual } from '../directory/count-users.ts'
import { searchUsers } from '../directory/search-users.ts'
import { userEntity } from '../directory/user-entity.ts'
import { addReferences, removeMember, removeOwner, requireUser } from './change-references.ts'
import { type DirectoryObject, type Group, isGroup } from './group.ts'
import { directoryObjectEntity, groupEntity } from './group-entity.ts'
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
import { referenceListRules } from './group-rules.ts'
import { allMembersOf, type GroupStore } from './group-store.ts'

const workload = 'directory'
const group = '/groups/{group}'
const user = '/users/{user}'

/** Members and owners of groups, and the groups that somebody is in. */
export const referenceRoutes: readonly Route[] = [
  ...reading(`${group}/members`, readMembers, (call) => groupOf(call).members),
  ...reading(`${group}/transitiveMembers`, readMembers, (call) => allMembersOf(groupOf(call))),
  ...reading(`${group}/owners`, readOwners, (call) => groupOf(call).owners),
  ...reading(`${group}/memberOf`, readMemberOfGroup, (call) => call.tenant.groups().groupsOf(groupOf(call))),
  ...reading(`${group}/transitiveMemberOf`, readMemberOfGroup, (call) =>
    call.tenant.groups().allGroupsOf(groupOf(call)),
  ),
  ...reading(`${user}/memberOf`, readMemberOf, (call) => call.tenant.groups().groupsOf(call.user)),
  ...reading(`${user}/transitiveMemberOf`, readTransitiveMemberOf, (call) =>
    call.tenant.groups().allGroupsOf(call.user),
  ),
  {
    method: 'GET',
    paths: [`${user}/memberOf/microsoft.graph.group`],
    workload,
    permissions: readMemberOf,
    answer: (call) =>
      answerList(call, {
        ...sourceOf(call.tenant.groups().groupsOf(call.user)),
        entity: groupEntity,
        context: 'groups',
      }),
  },
  {
    method: 'GET',
    paths: [`${group}/members/microsoft.graph.user`],
    workload,
    permissions: readMembers,
    answer: (call) =>
      answerList(call, {
        ...sourceOf(present(call, groupOf(call).members).filter((each) => !isGroup(each))),
        entity: userEntity,
        context: 'users',
      }),
  },
  {
    method: 'POST',
    paths: [`${group}/members/$ref`],
    workload,
    permissions: writeMembers,
    answer(call) {
      addReferences(call.tenant.groups(), groupOf(call), { members: [referenced(call)], owners: [] })
      return noContent
    },
  },
  {
    method: 'POST',
    paths: [`${group}/owners/$ref`],
    workload,
    permissions: writeGroups,
    answer(call) {
      addReferences(call.tenant.groups(), groupOf(call), {
        members: [],
        owners: [requireUser(referenced(call))],
      })
      return noContent
    },
  },
  {
    method: 'DELETE',
    paths: [`${group}/members/{object}/$ref`],
    workload,
    permissions: writeMembers,
    answer: (call) => removed(call, removeMember),
  },
  {
    method: 'DELETE',
    paths: [`${group}/owners/{object}/$ref`],
    workload,
    permissions: writeGroups,
    answer: (call) => removed(call, removeOwner),
  },
]

/** A list of directory objects, and its count. */
function reading(
  path: string,
  permissions: Permissions,
  rows: (call: Call) => readonly DirectoryObject[],
): readonly Route[] {
  return [
    {
      method: 'GET',
      paths: [path],
      workload,
      permissions,
      answer: (call) => answerList(call, sourceOf(present(call, rows(call)))),
    },
    {
      method: 'GET',
      paths: [`${path}/$count`],
      workload,
      permissions,
      answer(call) {
        requireEventual(call)
        const bytes = String(countRows(call, sourceOf(present(call, rows(call)))))
        return { status: 200, bytes, headers: { 'Content-Type': 'text/plain' } }
      },
    },
  ]
}

/** Without the users who have been deleted since. */
function present(call: Call, objects: readonly DirectoryObject[]): readonly DirectoryObject[] {
  const { directory } = call.tenant
  return objects.filter((object) => isGroup(object) || directory.find(object.id) === object)
}

function sourceOf<row extends DirectoryObject>(rows: readonly row[]): ListSource<row> {
  return {
    entity: directoryObjectEntity,
    rules: referenceListRules,
    rows,
    context: 'directoryObjects',
    search: (text) => searchUsers(rows, text),
  }
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

function removed(
  call: Call,
  remove: (store: GroupStore, group: Group, object: DirectoryObject) => boolean,
): Answer {
  const id = call.params['object'] ?? ''
  const target = groupOf(call)
  const store = call.tenant.groups()
  return remove(store, target, store.findObject(id)) ? noContent : refuse(directoryObjectNotFound(id))
}
