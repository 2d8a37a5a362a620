import type { Call } from '../../gateway/call.ts'
import { answerList } from '../../odata/answer-list.ts'
import { flag, listOf, moment, text } from '../../odata/property-type.ts'
import type { Route } from '../../routing/route.ts'
import { userListRules } from '../directory/directory-rules.ts'
import { relatedUserEntity } from '../directory/user-entity.ts'
import { writeRelated } from '../directory/write-related.ts'
import { readRoles } from './administration-permissions.ts'
import { type ReadOnlySet, readOnlyRoutes, rowOf } from './read-only-set.ts'
import { recordEntity } from './record-entity.ts'
import { type AdminRole, membersOf, rolesOf } from './roles.ts'

const workload = 'directory'
const shape = { id: text, deletedDateTime: moment, description: text, displayName: text }

const roles: ReadOnlySet<AdminRole> = {
  path: '/directoryRoles',
  key: 'roleTemplateId',
  workload,
  permissions: readRoles,
  rules: userListRules,
  entity: recordEntity({
    name: 'directoryRole',
    properties: { ...shape, roleTemplateId: text },
    navigation: ['members', 'scopedMembers'],
  }),
  rows: ({ tenant }) => rolesOf(tenant.id),
  expand: (call) => ({
    members: (role, { query }) =>
      membersIn(call, role)
        .slice(0, 20)
        .map((user) => writeRelated(user, query, call.view)),
  }),
}

/** Roles of administrators and who has them, in both of Graph's forms. */
export const roleRoutes: readonly Route[] = [
  ...readOnlyRoutes(roles),
  {
    method: 'GET',
    paths: [
      '/directoryRoles/{directoryRole}/members',
      '/directoryRoles(roleTemplateId={roleTemplateId})/members',
    ],
    workload,
    permissions: readRoles,
    answer: (call) =>
      answerList(call, {
        entity: relatedUserEntity,
        rules: userListRules,
        rows: membersIn(call, rowOf(roles, call)),
        context: 'directoryObjects',
      }),
  },
  ...readOnlyRoutes({
    path: '/directoryRoleTemplates',
    workload,
    permissions: readRoles,
    rules: userListRules,
    entity: recordEntity<AdminRole>({ name: 'directoryRoleTemplate', properties: shape }),
    rows: ({ tenant }) => rolesOf(tenant.id).map((role) => ({ ...role, id: role.roleTemplateId })),
  }),
  ...readOnlyRoutes({
    path: '/roleManagement/directory/roleDefinitions',
    workload,
    permissions: readRoles,
    rules: userListRules,
    entity: recordEntity<ReturnType<typeof definitionOf>>({
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
      },
      navigation: ['inheritsPermissionsFrom'],
    }),
    rows: ({ tenant }) => rolesOf(tenant.id).map(definitionOf),
  }),
  ...readOnlyRoutes({
    path: '/roleManagement/directory/roleAssignments',
    workload,
    permissions: readRoles,
    rules: userListRules,
    entity: recordEntity<Assignment>({
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
    }),
    rows: assignmentsIn,
    expand: (call) => ({
      principal: (row, { query }) =>
        writeRelated(call.tenant.directory.find(row.principalId), query, call.view),
      roleDefinition: (row) =>
        rolesOf(call.tenant.id)
          .map(definitionOf)
          .find(({ id }) => id === row.roleDefinitionId),
    }),
  }),
]

interface Assignment {
  readonly id: string
  readonly principalId: string
  readonly directoryScopeId: string
  readonly appScopeId: null
  readonly roleDefinitionId: string
  readonly condition: null
}

function assignmentsIn(call: Call): readonly Assignment[] {
  return rolesOf(call.tenant.id).flatMap((role) =>
    membersIn(call, role).map(({ id }) => ({
      id: Buffer.from(`${role.roleTemplateId}${id}`.replaceAll('-', ''), 'hex').toString('base64url'),
      principalId: id,
      directoryScopeId: '/',
      appScopeId: null,
      roleDefinitionId: role.roleTemplateId,
      condition: null,
    })),
  )
}

function membersIn({ tenant }: Call, role: AdminRole): ReturnType<typeof membersOf> {
  return membersOf(role, tenant.directory.users, tenant.me)
}

function definitionOf({ roleTemplateId, displayName, description }: AdminRole): {
  readonly id: string
} & Readonly<Record<string, unknown>> {
  return {
    id: roleTemplateId,
    description,
    displayName,
    isBuiltIn: true,
    isEnabled: true,
    resourceScopes: ['/'],
    templateId: roleTemplateId,
    version: '1',
  }
}
