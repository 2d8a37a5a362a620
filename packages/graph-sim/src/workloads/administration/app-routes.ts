import { notSimulated } from '../../errors/catalog.ts'
import { refuse } from '../../errors/graph-problem.ts'
import type { Call } from '../../gateway/call.ts'
import { answerList } from '../../odata/answer-list.ts'
import type { ListRules } from '../../odata/list-rules.ts'
import { moment, text } from '../../odata/property-type.ts'
import type { Route } from '../../routing/route.ts'
import { objectListRules } from '../directory/directory-rules.ts'
import { searchUsers } from '../directory/search-users.ts'
import { referenceRoutes } from '../directory-objects/reference-list.ts'
import { readApps } from './administration-permissions.ts'
import {
  type AppRoleAssignment,
  appRoleAssignments,
  type PermissionGrant,
  permissionGrants,
} from './app-grants.ts'
import { readAppParts, readGrants } from './app-permissions.ts'
import { applicationProperties, servicePrincipalProperties } from './app-properties.ts'
import type { AppRecord } from './app-records.ts'
import { type ReadOnlySet, readOnlyRoutes, rowOf } from './read-only-set.ts'
import { recordEntity } from './record-entity.ts'

const workload = 'directory'

const applications: ReadOnlySet<AppRecord> = {
  path: '/applications',
  key: 'appId',
  workload,
  permissions: readApps,
  rules: objectListRules,
  entity: {
    ...recordEntity<AppRecord>({
      name: 'application',
      properties: applicationProperties,
      navigation: ['owners', 'extensionProperties', 'federatedIdentityCredentials'],
    }),
    count: (_app, navigation) => (navigation === 'owners' ? 1 : 0),
  },
  counted: true,
  search: searchUsers,
  rows: ({ tenant }) => tenant.administration.apps.applications(),
}

const principals: ReadOnlySet<AppRecord> = {
  path: '/servicePrincipals',
  key: 'appId',
  workload,
  permissions: readApps,
  rules: objectListRules,
  entity: recordEntity<AppRecord>({
    name: 'servicePrincipal',
    properties: servicePrincipalProperties,
    navigation: ['owners', 'appRoleAssignedTo', 'appRoleAssignments', 'oauth2PermissionGrants', 'memberOf'],
  }),
  counted: true,
  search: searchUsers,
  rows: ({ tenant }) => tenant.administration.apps.servicePrincipals(),
}

const pathsOf = (set: string, parameter: string, part: string): readonly string[] => [
  `${set}/{${parameter}}/${part}`,
  `${set}(appId={appId})/${part}`,
]

const grantEntity = recordEntity<PermissionGrant>({
  name: 'oAuth2PermissionGrant',
  properties: {
    clientId: text,
    consentType: text,
    id: text,
    principalId: text,
    resourceId: text,
    scope: text,
  },
})

const assignmentEntity = recordEntity<AppRoleAssignment>({
  name: 'appRoleAssignment',
  properties: {
    id: text,
    deletedDateTime: moment,
    appRoleId: text,
    createdDateTime: moment,
    principalDisplayName: text,
    principalId: text,
    principalType: text,
    resourceDisplayName: text,
    resourceId: text,
  },
})

const grants: ReadOnlySet<PermissionGrant> = {
  path: '/oauth2PermissionGrants',
  workload,
  permissions: readGrants,
  rules: objectListRules,
  entity: grantEntity,
  rows: grantsIn,
}

/** The apps that are registered in the tenant, those that may sign in to it, and what they may do. */
export const appRoutes: readonly Route[] = [
  ...readOnlyRoutes(applications),
  ...readOnlyRoutes(principals),
  ...readOnlyRoutes(grants),
  ...referenceRoutes({
    paths: pathsOf('/applications', 'application', 'owners'),
    permissions: readAppParts,
    casts: ['user'],
    rows: (call) => ownersOf(call, rowOf(applications, call)),
  }),
  ...referenceRoutes({
    paths: pathsOf('/servicePrincipals', 'servicePrincipal', 'owners'),
    permissions: readAppParts,
    casts: ['user'],
    rows: (call) => ownersOf(call, rowOf(principals, call)),
  }),
  ...['memberOf', 'transitiveMemberOf', 'ownedObjects', 'createdObjects'].flatMap((part) =>
    referenceRoutes({
      paths: pathsOf('/servicePrincipals', 'servicePrincipal', part),
      permissions: readAppParts,
      rows(call) {
        rowOf(principals, call)
        return []
      },
    }),
  ),
  list(pathsOf('/servicePrincipals', 'servicePrincipal', 'appRoleAssignedTo'), readAppParts, (call) => {
    const { id } = rowOf(principals, call)
    return assignmentAnswer(
      call,
      `servicePrincipals('${id}')/appRoleAssignedTo`,
      (each) => each.resourceId === id,
    )
  }),
  list(pathsOf('/servicePrincipals', 'servicePrincipal', 'appRoleAssignments'), readAppParts, (call) => {
    const { id } = rowOf(principals, call)
    return assignmentAnswer(call, 'appRoleAssignments', (each) => each.principalId === id)
  }),
  list(pathsOf('/servicePrincipals', 'servicePrincipal', 'oauth2PermissionGrants'), readGrants, (call) => {
    const { id } = rowOf(principals, call)
    return grantAnswer(call, ({ clientId }) => clientId === id)
  }),
  list(['/users/{user}/oauth2PermissionGrants'], readGrants, (call) =>
    grantAnswer(call, ({ principalId }) => principalId === call.user.id),
  ),
  list(['/users/{user}/appRoleAssignments'], readAppParts, (call) =>
    assignmentAnswer(call, 'appRoleAssignments', (each) => each.principalId === call.user.id),
  ),
  list(['/groups/{group}/appRoleAssignments'], readAppParts, (call) => {
    call.tenant.groups().find(call.params['group'] ?? '')
    return assignmentAnswer(call, 'appRoleAssignments', () => false)
  }),
]

const rules: ListRules = {
  ...objectListRules,
  refusals: [
    ...objectListRules.refusals,
    { source: 'not made', when: ({ has }) => has.search, problem: () => notSimulated('$search on grants') },
  ],
}

function list(paths: readonly string[], permissions: Route['permissions'], answer: Route['answer']): Route {
  return { method: 'GET', paths, workload, permissions, answer }
}

function assignmentAnswer(
  call: Call,
  context: string,
  wanted: (assignment: AppRoleAssignment) => boolean,
): ReturnType<typeof answerList> {
  const rows = appRoleAssignments(basisOf(call)).filter(wanted)
  return answerList(call, { entity: assignmentEntity, rules, rows, context })
}

function grantAnswer(call: Call, wanted: (grant: PermissionGrant) => boolean): ReturnType<typeof answerList> {
  const rows = grantsIn(call).filter(wanted)
  return answerList(call, { entity: grantEntity, rules, rows, context: 'oauth2PermissionGrants' })
}

function grantsIn(call: Call): readonly PermissionGrant[] {
  return permissionGrants(basisOf(call))
}

function basisOf({ tenant }: Call): Parameters<typeof permissionGrants>[0] {
  const { administration, directory } = tenant
  return { principals: administration.apps.servicePrincipals(), users: directory.users }
}

/** The company's own apps belong to whoever administers the tenant; Microsoft's belong to nobody here. */
function ownersOf({ tenant }: Call, { appOwnerOrganizationId }: AppRecord): readonly Call['user'][] {
  const isForeign = appOwnerOrganizationId !== undefined && appOwnerOrganizationId !== tenant.id
  return isForeign
    ? []
    : [tenant.directory.find(tenant.me.id) ?? refuse(notSimulated('apps without an owner'))]
}
