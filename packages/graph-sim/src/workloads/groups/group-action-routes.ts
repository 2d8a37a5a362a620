import { refuse } from '../../errors/graph-problem.ts'
import { type Answer, noContent, ok } from '../../gateway/answer.ts'
import type { Call } from '../../gateway/call.ts'
import { readJson } from '../../gateway/read-body.ts'
import { entityBody } from '../../odata/answer-entity.ts'
import { answerList } from '../../odata/answer-list.ts'
import { moment, text } from '../../odata/property-type.ts'
import type { Permissions, Route } from '../../routing/route.ts'
import { timestamp } from '../../time/timestamp.ts'
import { everywhere } from '../administration/administration-permissions.ts'
import { recordEntity } from '../administration/record-entity.ts'
import { objectListRules } from '../directory/directory-rules.ts'
import { referenceRoutes } from '../directory-objects/reference-list.ts'
import { assignGroupLicense } from './assign-group-license.ts'
import { type Group, isUnified } from './group.ts'
import { groupEntity } from './group-entity.ts'
import { readGroups, writeGroups } from './group-permissions.ts'
import { groupRefusal } from './group-problems.ts'

const workload = 'directory'
const one = '/groups/{group}'

const ofUsers = (...names: readonly string[]): Permissions => ({
  delegated: names,
  shared: names,
  application: [],
})

/** What is done to a group as a whole: renewing it, licensing it, following it. */
export const groupActionRoutes: readonly Route[] = [
  {
    method: 'POST',
    paths: [`${one}/renew`],
    workload,
    permissions: writeGroups,
    answer(call) {
      const group = groupOf(call)
      if (!isUnified(group)) refuse(groupRefusal('Only Microsoft 365 groups can be renewed.'))
      group.renewedDateTime = timestamp(call.tenant.clock.now())
      call.tenant.groups().changed(group)
      return noContent
    },
  },
  {
    method: 'POST',
    paths: [`${one}/assignLicense`],
    workload,
    permissions: everywhere(
      'LicenseAssignment.ReadWrite.All',
      'Directory.ReadWrite.All',
      'Group.ReadWrite.All',
    ),
    answer: assignLicense,
  },
  ...referenceRoutes({
    paths: [`${one}/membersWithLicenseErrors`],
    permissions: readGroups,
    casts: ['user'],
    rows: (call) => groupOf(call).membersWithLicenseErrors ?? [],
  }),
  follow('subscribeByMail', ofUsers('Group.ReadWrite.All')),
  follow('unsubscribeByMail', ofUsers('Group.ReadWrite.All')),
  follow('resetUnseenCount', ofUsers('Group.ReadWrite.All')),
  follow('addFavorite', ofUsers('Group.ReadWrite.All')),
  follow('removeFavorite', ofUsers('Group.ReadWrite.All')),
  {
    method: 'GET',
    paths: [`${one}/permissionGrants`],
    workload,
    permissions: everywhere('ResourceSpecificPermissionGrant.ReadForGroup.All', 'Group.ReadWrite.All'),
    answer(call) {
      groupOf(call)
      return answerList(call, {
        entity: permissionGrantEntity,
        rules: objectListRules,
        rows: [],
        context: 'permissionGrants',
      })
    },
  },
]

const permissionGrantEntity = recordEntity<{ readonly id: string }>({
  name: 'resourceSpecificPermissionGrant',
  properties: {
    id: text,
    deletedDateTime: moment,
    clientId: text,
    clientAppId: text,
    resourceAppId: text,
    permissionType: text,
    permission: text,
  },
})

/** What a user does for themselves with a Microsoft 365 group; nothing comes back. */
function follow(name: string, permissions: Permissions): Route {
  return {
    method: 'POST',
    paths: [`${one}/${name}`],
    workload,
    permissions,
    answer(call) {
      const group = groupOf(call)
      if (!isUnified(group)) refuse(groupRefusal('Only Microsoft 365 groups can be followed.'))
      const { subscribers } = call.tenant.administration
      const key = `${group.id} ${call.principal.kind === 'delegated' ? call.principal.user.id : ''}`
      if (name === 'subscribeByMail') subscribers.add(key)
      if (name === 'unsubscribeByMail') subscribers.delete(key)
      const minimal = /\breturn\s*=\s*"?minimal/i.test(call.headers.get('prefer') ?? '')
      return minimal ? noContent : { status: 200 }
    },
  }
}

function assignLicense(call: Call): Answer {
  const group = groupOf(call)
  assignGroupLicense(call, group, readJson(call))
  const { json } = ok(entityBody(call, { entity: groupEntity, row: group, context: 'groups' }))
  const place = `${call.tenant.id}/directoryObjects/${group.id}/Microsoft.DirectoryServices.Group`
  return { status: 202, json, headers: { Location: `${new URL(call.base).origin}/v2/${place}` } }
}

function groupOf(call: Call): Group {
  return call.tenant.groups().find(call.params['group'] ?? '')
}
