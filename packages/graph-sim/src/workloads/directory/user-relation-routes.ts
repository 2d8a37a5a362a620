import { directoryObjectNotFound } from '../../errors/catalog.ts'
import { refuse } from '../../errors/graph-problem.ts'
import { noContent, ok } from '../../gateway/answer.ts'
import type { Call } from '../../gateway/call.ts'
import { answerList } from '../../odata/answer-list.ts'
import { complex, text } from '../../odata/property-type.ts'
import type { Route } from '../../routing/route.ts'
import { readRoles } from '../administration/administration-permissions.ts'
import { recordEntity } from '../administration/record-entity.ts'
import { unifiedOf } from '../administration/unified-roles.ts'
import type { AnyObject } from '../directory-objects/any-object.ts'
import { allObjects, lookUp } from '../directory-objects/find-object.ts'
import { readOwned } from '../directory-objects/object-permissions.ts'
import { referredObject } from '../directory-objects/reference-body.ts'
import { referenceRoutes } from '../directory-objects/reference-list.ts'
import { alreadyReferenced } from '../groups/group-problems.ts'
import { changeManagers } from '../users-admin/user-admin-permissions.ts'
import { requireEventual } from './count-users.ts'
import { readManager } from './directory-permissions.ts'
import { objectListRules } from './directory-rules.ts'
import type { User } from './user.ts'

const workload = 'directory'
const user = '/users/{user}'

/** What somebody leads, owns, has made and has registered, and who vouches for a guest. */
export const userRelationRoutes: readonly Route[] = [
  ...referenceRoutes({
    paths: [`${user}/directReports`],
    permissions: readManager,
    casts: ['user', 'orgContact'],
    rows: (call) => call.tenant.directory.directReports(call.user),
  }),
  {
    method: 'GET',
    paths: [`${user}/transitiveReports/$count`],
    workload,
    permissions: readManager,
    answer(call) {
      requireEventual(call)
      const bytes = String(allReports(call, call.user).size)
      return { status: 200, bytes, headers: { 'Content-Type': 'text/plain' } }
    },
  },
  {
    method: 'GET',
    paths: [`${user}/manager/$ref`],
    workload,
    permissions: readManager,
    answer(call) {
      const { managerId } = call.user
      if (managerId === undefined) refuse(directoryObjectNotFound('manager'))
      return ok({
        '@odata.context': `${call.base}/$metadata#$ref`,
        '@odata.id': `${call.base}/directoryObjects/${managerId}`,
      })
    },
  },
  ...referenceRoutes({
    paths: [`${user}/ownedObjects`],
    permissions: readOwned,
    casts: ['group', 'application', 'servicePrincipal'],
    rows: ownedBy,
  }),
  ...referenceRoutes({
    paths: [`${user}/createdObjects`],
    permissions: readOwned,
    casts: ['servicePrincipal'],
    rows: ({ tenant, user }) =>
      allObjects(tenant).filter(({ id }) => tenant.administration.creators.get(id) === user.id),
  }),
  ...referenceRoutes({
    paths: [`${user}/ownedDevices`, `${user}/registeredDevices`],
    permissions: readOwned,
    casts: ['device'],
    rows: ({ tenant, user }) =>
      tenant.administration
        .ownedDevices()
        .filter(({ ownerId }) => ownerId === user.id)
        .map(({ device }) => device),
  }),
  ...referenceRoutes({
    paths: [`${user}/sponsors`],
    permissions: readOwned,
    casts: ['user', 'group'],
    rows: (call) => (call.user.sponsorIds ?? []).flatMap((id) => lookUp(call.tenant, id) ?? []),
  }),
  {
    method: 'POST',
    paths: [`${user}/sponsors/$ref`],
    workload,
    permissions: changeManagers,
    answer(call) {
      const { id } = referredObject(call)
      const sponsors = call.user.sponsorIds ?? []
      if (sponsors.includes(id)) refuse(alreadyReferenced('sponsors'))
      call.user.sponsorIds = [...sponsors, id]
      return noContent
    },
  },
  {
    method: 'DELETE',
    paths: [`${user}/sponsors/{object}/$ref`],
    workload,
    permissions: changeManagers,
    answer(call) {
      const id = (call.params['object'] ?? '').toLowerCase()
      const sponsors = call.user.sponsorIds ?? []
      if (!sponsors.includes(id)) refuse(directoryObjectNotFound(id))
      call.user.sponsorIds = sponsors.filter((each) => each !== id)
      return noContent
    },
  },
  {
    method: 'GET',
    paths: [`${user}/scopedRoleMemberOf`],
    workload,
    permissions: readRoles,
    answer: (call) =>
      answerList(call, {
        entity: scopedEntity,
        rules: objectListRules,
        rows: scopedRolesOf(call),
        context: `users('${call.user.id}')/scopedRoleMemberOf`,
      }),
  },
]

interface ScopedRole {
  readonly id: string
  readonly roleId: string
  readonly administrativeUnitId: string
  readonly roleMemberInfo: Readonly<Record<string, unknown>>
}

const scopedEntity = recordEntity<ScopedRole>({
  name: 'scopedRoleMembership',
  properties: {
    id: text,
    roleId: text,
    administrativeUnitId: text,
    roleMemberInfo: complex('identity', { id: text, displayName: text }),
  },
})

/** The roles that somebody has in one administrative unit only. */
function scopedRolesOf({ tenant, user: { id, displayName } }: Call): readonly ScopedRole[] {
  const { roles } = tenant.administration
  return roles
    .assignments()
    .filter(({ principalId, scope }) => principalId === id && scope !== '/')
    .map((assignment) => ({
      id: unifiedOf(assignment).id,
      roleId:
        roles.records().find(({ roleTemplateId }) => roleTemplateId === assignment.roleTemplateId)?.id ?? '',
      administrativeUnitId: assignment.scope.split('/')[2] ?? '',
      roleMemberInfo: { id, displayName },
    }))
}

function ownedBy({ tenant, user }: Call): readonly AnyObject[] {
  const { apps } = tenant.administration
  const groups = tenant.groups().all.filter(({ owners }) => owners.includes(user))
  if (user.id !== tenant.me.id) return groups
  const own = apps.servicePrincipals().filter((app) => app['appOwnerOrganizationId'] === tenant.id)
  return [...groups, ...apps.applications(), ...own]
}

function allReports({ tenant }: Call, leader: User): ReadonlySet<User> {
  const reports = new Set(tenant.directory.directReports(leader))
  for (const report of reports)
    for (const below of tenant.directory.directReports(report)) if (below !== leader) reports.add(below)
  return reports
}
