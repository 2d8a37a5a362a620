import { directoryObjectNotFound } from '../../errors/catalog.ts'
import { refuse } from '../../errors/graph-problem.ts'
import { created, noContent, ok } from '../../gateway/answer.ts'
import type { Call } from '../../gateway/call.ts'
import { type JsonObject, member } from '../../gateway/parse-json.ts'
import { readJson } from '../../gateway/read-body.ts'
import { entityBody } from '../../odata/answer-entity.ts'
import { flag, listOf, moment, openComplex, text } from '../../odata/property-type.ts'
import type { Route } from '../../routing/route.ts'
import { objectListRules } from '../directory/directory-rules.ts'
import { findObject, lookUp } from '../directory-objects/find-object.ts'
import { writeObject } from '../directory-objects/write-object.ts'
import { directoryRefusal } from '../users-admin/directory-problems.ts'
import { type ReadOnlySet, readOnlyRoutes, rowOf } from './read-only-set.ts'
import { recordEntity } from './record-entity.ts'
import { readEligibility, readUnifiedRoles, writeRoles } from './role-permissions.ts'
import { roleTemplates } from './role-templates.ts'
import type { RoleAssignment } from './roles.ts'
import { definitionOf, type RoleDefinition, type UnifiedAssignment, unifiedOf } from './unified-roles.ts'

const workload = 'directory'
const root = '/roleManagement/directory'

const definitions = roleTemplates.map(definitionOf)

const assignmentEntity = recordEntity<UnifiedAssignment>({
  name: 'unifiedRoleAssignment',
  properties: {
    id: text,
    principalId: text,
    directoryScopeId: text,
    appScopeId: text,
    roleDefinitionId: text,
    condition: text,
  },
  navigation: ['principal', 'roleDefinition', 'directoryScope', 'appScope'],
})

const assignments: ReadOnlySet<UnifiedAssignment> = {
  path: `${root}/roleAssignments`,
  workload,
  permissions: readUnifiedRoles,
  rules: objectListRules,
  entity: assignmentEntity,
  rows: ({ tenant }) => tenant.administration.roles.assignments().map(unifiedOf),
  expand: (call) => ({
    principal: ({ principalId }, { query }) =>
      writeObject(lookUp(call.tenant, principalId), query, call.view),
    roleDefinition: ({ roleDefinitionId }) => definitions.find(({ id }) => id === roleDefinitionId),
    directoryScope: ({ directoryScopeId }, { query }) =>
      writeObject(lookUp(call.tenant, directoryScopeId.split('/')[2] ?? ''), query, call.view),
  }),
}

const scheduleProperties = {
  id: text,
  principalId: text,
  roleDefinitionId: text,
  directoryScopeId: text,
  appScopeId: text,
  memberType: text,
  status: text,
  createdUsing: text,
  createdDateTime: moment,
  modifiedDateTime: moment,
  startDateTime: moment,
  endDateTime: moment,
  scheduleInfo: openComplex('requestSchedule'),
}

/** Roles in the form that all services share: what they are, who has them, and who could take them. */
export const unifiedRoleRoutes: readonly Route[] = [
  ...readOnlyRoutes({
    path: `${root}/roleDefinitions`,
    workload,
    permissions: readUnifiedRoles,
    rules: objectListRules,
    entity: recordEntity<RoleDefinition>({
      name: 'unifiedRoleDefinition',
      properties: {
        id: text,
        description: text,
        displayName: text,
        isBuiltIn: flag,
        isEnabled: flag,
        resourceScopes: listOf(text),
        templateId: text,
        version: text,
        rolePermissions: listOf(openComplex('unifiedRolePermission')),
      },
      navigation: ['inheritsPermissionsFrom'],
    }),
    rows: () => definitions,
    expand: () => ({ inheritsPermissionsFrom: () => [] }),
  }),
  ...readOnlyRoutes(assignments),
  { method: 'POST', paths: [assignments.path], workload, permissions: writeRoles, answer: assign },
  {
    method: 'DELETE',
    paths: [`${assignments.path}/{roleAssignment}`],
    workload,
    permissions: writeRoles,
    answer(call) {
      const { roleDefinitionId, principalId, directoryScopeId } = rowOf(assignments, call)
      const assignment = { roleTemplateId: roleDefinitionId, principalId, scope: directoryScopeId }
      call.tenant.administration.roles.unassign(assignment)
      return noContent
    },
  },
  {
    method: 'GET',
    paths: [`${assignments.path}/{roleAssignment}/principal`],
    workload,
    permissions: readUnifiedRoles,
    answer(call) {
      const { principalId } = rowOf(assignments, call)
      const body = writeObject(lookUp(call.tenant, principalId), call.query, call.view)
      if (body === undefined) refuse(directoryObjectNotFound(principalId))
      return ok({ '@odata.context': `${call.base}/$metadata#directoryObjects/$entity`, ...body })
    },
  },
  ...['roleEligibilitySchedules', 'roleEligibilityScheduleInstances'].flatMap((name) =>
    readOnlyRoutes({
      path: `${root}/${name}`,
      workload,
      permissions: readEligibility,
      rules: objectListRules,
      entity: recordEntity<RoleDefinition>({
        name: `unified${name.charAt(0).toUpperCase()}${name.slice(1, -1)}`,
        properties: scheduleProperties,
        navigation: ['principal', 'roleDefinition', 'directoryScope', 'appScope'],
      }),
      rows: () => [],
    }),
  ),
]

function assign(call: Call): ReturnType<typeof created> {
  const json = readJson(call)
  const assignment = assignmentIn(call, json)
  const { roles } = call.tenant.administration
  const row = unifiedOf(assignment)
  if (roles.assignments().some((each) => unifiedOf(each).id === row.id))
    refuse(
      directoryRefusal(
        'A conflicting object with one or more of the specified property values is present in the directory.',
      ),
    )
  roles.activate(assignment.roleTemplateId)
  roles.assign(assignment)
  return created(
    entityBody(call, { entity: assignmentEntity, row, context: 'roleManagement/directory/roleAssignments' }),
  )
}

function assignmentIn(call: Call, json: JsonObject): RoleAssignment {
  const text = (name: string): string => {
    const value = member(json, name)
    return typeof value === 'string' && value !== ''
      ? value
      : refuse(directoryRefusal(`A value is required for property '${name}' of resource 'RoleAssignment'.`))
  }
  const roleTemplateId = text('roleDefinitionId').toLowerCase()
  const principal = findObject(call.tenant, text('principalId'))
  const scope = text('directoryScopeId')
  if (!definitions.some(({ id }) => id === roleTemplateId)) refuse(directoryObjectNotFound(roleTemplateId))
  const [, , unit] = scope.split('/')
  if (scope !== '/' && call.tenant.administration.units.find(unit ?? '') === undefined)
    refuse(directoryObjectNotFound(unit ?? scope))
  return { roleTemplateId, principalId: principal.id, scope }
}
