import { created, noContent, ok } from '../../gateway/answer.ts'
import type { Call } from '../../gateway/call.ts'
import { readJson } from '../../gateway/read-body.ts'
import { entityBody } from '../../odata/answer-entity.ts'
import { answerList, countRows, type ListSource } from '../../odata/answer-list.ts'
import type { Expander } from '../../odata/write-entity.ts'
import type { Route } from '../../routing/route.ts'
import { recordAudit } from '../administration/record-audit.ts'
import { requireEventual } from '../directory/count-users.ts'
import { searchUsers } from '../directory/search-users.ts'
import { writeObject } from '../directory-objects/write-object.ts'
import { addReferences, boundPeople, checkReferences } from './change-references.ts'
import type { Group } from './group.ts'
import { groupActionRoutes } from './group-action-routes.ts'
import { changeExchangePart, changeGroup, groupFrom, isForExchange } from './group-from.ts'
import { createGroups, deleteGroups, readGroups, writeGroups } from './group-permissions.ts'
import { groupListRules } from './group-rules.ts'
import { allMembersOf } from './group-store.ts'
import { groupView } from './group-view.ts'
import { referenceRoutes } from './reference-routes.ts'
import { senderRoutes } from './sender-routes.ts'

const workload = 'directory'

/** Groups, who is in them and who owns them. */
export const groupRoutes: readonly Route[] = [
  {
    method: 'GET',
    paths: ['/groups'],
    workload,
    permissions: readGroups,
    answer: (call) => answerList(call, groupSource(call)),
  },
  {
    method: 'GET',
    paths: ['/groups/$count'],
    workload,
    permissions: readGroups,
    answer(call) {
      requireEventual(call)
      const bytes = String(countRows(call, groupSource(call)))
      return { status: 200, bytes, headers: { 'Content-Type': 'text/plain' } }
    },
  },
  {
    method: 'GET',
    paths: ['/groups/{group}'],
    workload,
    permissions: readGroups,
    answer: (call) => ok(groupBody(call, groupOf(call))),
  },
  {
    method: 'POST',
    paths: ['/groups'],
    workload,
    permissions: createGroups,
    answer(call) {
      const store = call.tenant.groups()
      const json = readJson(call)
      const content = groupFrom(json, store)
      const people = boundPeople(call, json)
      checkReferences({ ...content, members: [], owners: [] }, people)
      const group = store.add(content, people)
      const { principal, tenant } = call
      if (principal.kind === 'delegated') tenant.administration.creators.set(group.id, principal.user.id)
      recordAudit(call, { activity: 'Add group', operation: 'Add', target: group })
      return created(groupBody(call, group))
    },
  },
  {
    method: 'PATCH',
    paths: ['/groups/{group}'],
    workload,
    permissions: writeGroups,
    answer(call) {
      const group = groupOf(call)
      const json = readJson(call)
      if (isForExchange(json)) {
        changeExchangePart(group, json)
        call.tenant.groups().changed(group)
        return { status: 200 }
      }
      const people = boundPeople(call, json)
      checkReferences(group, people)
      changeGroup(group, json, call.tenant.groups())
      call.tenant.groups().changed(group)
      addReferences(call.tenant.groups(), group, people)
      recordAudit(call, { activity: 'Update group', operation: 'Update', target: group })
      return noContent
    },
  },
  {
    method: 'DELETE',
    paths: ['/groups/{group}'],
    workload,
    permissions: deleteGroups,
    answer(call) {
      const group = groupOf(call)
      call.tenant.groups().remove(group)
      recordAudit(call, { activity: 'Delete group', operation: 'Delete', target: group })
      return noContent
    },
  },
  ...referenceRoutes,
  ...groupActionRoutes,
  ...senderRoutes,
]

function groupOf(call: Call): Group {
  return call.tenant.groups().find(call.params['group'] ?? '')
}

/** With `ConsistencyLevel: eventual` the search index answers, which learns of new groups late. */
function groupSource(call: Call): ListSource<Group> {
  const store = call.tenant.groups()
  const eventual = call.headers.get('consistencylevel')?.toLowerCase() === 'eventual'
  const rows = eventual ? store.all.filter(store.isReplicated) : store.all
  return {
    entity: groupView(call),
    rules: groupListRules,
    rows,
    context: 'groups',
    search: (text) => searchUsers(rows, text),
    expand: expanders(call),
  }
}

function groupBody(call: Call, row: Group): Record<string, unknown> {
  return entityBody(call, { entity: groupView(call), row, context: 'groups', expand: expanders(call) })
}

/** Graph expands no more than 20 (Graph rule 9). */
function expanders(call: Call): Readonly<Record<string, Expander<Group>>> {
  const expand =
    (property: 'members' | 'owners'): Expander<Group> =>
    (group, { query }) =>
      group[property].slice(0, 20).map((object) => writeObject(object, query, call.view))
  return {
    members: expand('members'),
    owners: expand('owners'),
    memberOf: (group, { query }) =>
      call.tenant
        .groups()
        .groupsOf(group)
        .slice(0, 20)
        .map((object) => writeObject(object, query, call.view)),
    transitiveMembers: (group, { query }) =>
      allMembersOf(group)
        .slice(0, 20)
        .map((object) => writeObject(object, query, call.view)),
  }
}
