import { directoryObjectNotFound, notSimulated } from '../../errors/catalog.ts'
import { refuse } from '../../errors/graph-problem.ts'
import { type Answer, created, noContent } from '../../gateway/answer.ts'
import type { Call } from '../../gateway/call.ts'
import { readJson, readMembers } from '../../gateway/read-body.ts'
import { entityBody } from '../../odata/answer-entity.ts'
import { answerList } from '../../odata/answer-list.ts'
import { complex, text } from '../../odata/property-type.ts'
import type { Route } from '../../routing/route.ts'
import { readRoles } from '../administration/administration-permissions.ts'
import { type ReadOnlySet, readOnlyRoutes, rowOf } from '../administration/read-only-set.ts'
import { recordEntity } from '../administration/record-entity.ts'
import { unifiedOf } from '../administration/unified-roles.ts'
import { objectListRules } from '../directory/directory-rules.ts'
import { searchUsers } from '../directory/search-users.ts'
import { lookUp } from '../directory-objects/find-object.ts'
import { referredObject } from '../directory-objects/reference-body.ts'
import { referenceRoutes } from '../directory-objects/reference-list.ts'
import { alreadyReferenced } from '../groups/group-problems.ts'
import { directoryRefusal } from '../users-admin/directory-problems.ts'
import { type AdministrativeUnit, type UnitContent, unitProperties } from './unit.ts'
import { readUnits, writeUnits } from './unit-permissions.ts'

const workload = 'directory'
const all = '/directory/administrativeUnits'
const one = `${all}/{administrativeUnit}`
const context = 'administrativeUnits'

const entity = recordEntity<AdministrativeUnit>({
  name: 'administrativeUnit',
  properties: unitProperties,
  navigation: ['members', 'scopedRoleMembers', 'extensions'],
})

const units: ReadOnlySet<AdministrativeUnit> = {
  path: all,
  context,
  workload,
  permissions: readUnits,
  rules: objectListRules,
  entity,
  counted: true,
  search: searchUsers,
  rows: ({ tenant }) => tenant.administration.units.all,
}

/** Administrative units and what is in them. */
export const unitRoutes: readonly Route[] = [
  ...readOnlyRoutes(units),
  { method: 'POST', paths: [all], workload, permissions: writeUnits, answer: createUnit },
  {
    method: 'PATCH',
    paths: [one],
    workload,
    permissions: writeUnits,
    answer(call) {
      call.tenant.administration.units.change(rowOf(units, call), contentIn(call))
      return noContent
    },
  },
  {
    method: 'DELETE',
    paths: [one],
    workload,
    permissions: writeUnits,
    answer(call) {
      call.tenant.administration.units.remove(rowOf(units, call))
      return noContent
    },
  },
  ...referenceRoutes({
    paths: [`${one}/members`],
    permissions: readUnits,
    casts: ['user', 'group', 'device'],
    rows: (call) =>
      call.tenant.administration.units
        .membersOf(rowOf(units, call))
        .flatMap((id) => lookUp(call.tenant, id) ?? []),
  }),
  {
    method: 'POST',
    paths: [`${one}/members/$ref`],
    workload,
    permissions: writeUnits,
    answer(call) {
      const unit = rowOf(units, call)
      const isNew = call.tenant.administration.units.addMember(unit, referredObject(call).id)
      return isNew ? noContent : refuse(alreadyReferenced('members'))
    },
  },
  {
    method: 'DELETE',
    paths: [`${one}/members/{object}/$ref`],
    workload,
    permissions: writeUnits,
    answer(call) {
      const id = (call.params['object'] ?? '').toLowerCase()
      const found = call.tenant.administration.units.removeMember(rowOf(units, call), id)
      return found ? noContent : refuse(directoryObjectNotFound(id))
    },
  },
  {
    method: 'GET',
    paths: [`${one}/scopedRoleMembers`],
    workload,
    permissions: readRoles,
    answer: listScopedMembers,
  },
]

function createUnit(call: Call): Answer {
  const content = contentIn(call)
  if ((content['displayName'] ?? '') === '')
    refuse(
      directoryRefusal("A value is required for property 'displayName' of resource 'AdministrativeUnit'."),
    )
  const row = call.tenant.administration.units.add(content)
  return created(entityBody(call, { entity, row, context }))
}

function contentIn(call: Call): UnitContent {
  const members = readMembers(readJson(call), entity)
  if (members['membershipType'] === 'Dynamic')
    refuse(notSimulated('administrative units with dynamic membership'))
  const { id: _id, deletedDateTime: _deleted, ...content } = members
  return content
}

interface ScopedRoleMembership {
  readonly id: string
  readonly roleId: string
  readonly administrativeUnitId: string
  readonly roleMemberInfo: Readonly<Record<string, unknown>>
}

const scopedEntity = recordEntity<ScopedRoleMembership>({
  name: 'scopedRoleMembership',
  properties: {
    id: text,
    roleId: text,
    administrativeUnitId: text,
    roleMemberInfo: complex('identity', { id: text, displayName: text, userPrincipalName: text }),
  },
})

/** Those who have a role in this unit only. */
function listScopedMembers(call: Call): Answer {
  const { tenant } = call
  const { roles } = tenant.administration
  const unit = rowOf(units, call)
  const rows = roles
    .assignments()
    .filter(({ scope }) => scope === `/administrativeUnits/${unit.id}`)
    .map((assignment) => {
      const holder = tenant.directory.find(assignment.principalId)
      const role = roles.records().find((each) => each.roleTemplateId === assignment.roleTemplateId)
      return {
        id: unifiedOf(assignment).id,
        roleId: role?.id ?? '',
        administrativeUnitId: unit.id,
        roleMemberInfo: {
          id: assignment.principalId,
          displayName: holder?.displayName ?? null,
          userPrincipalName: holder?.userPrincipalName ?? null,
        },
      }
    })
  return answerList(call, {
    entity: scopedEntity,
    rules: objectListRules,
    rows,
    context: `administrativeUnits('${unit.id}')/scopedRoleMembers`,
  })
}
