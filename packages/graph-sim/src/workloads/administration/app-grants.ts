import { createHash } from 'node:crypto'
import type { User } from '../directory/user.ts'
import type { AppRecord } from './app-records.ts'
import { applicationPermissions } from './graph-permissions.ts'

/** What an app may do in the name of users, under Graph's own names. */
export interface PermissionGrant {
  readonly id: string
  readonly clientId: string
  /** `AllPrincipals` for everybody, `Principal` for one user. */
  readonly consentType: 'AllPrincipals' | 'Principal'
  readonly principalId: string | null
  readonly resourceId: string
  readonly scope: string
}

/** A role that a user or an app has been given in an app, under Graph's own names. */
export interface AppRoleAssignment {
  readonly id: string
  readonly deletedDateTime: null
  readonly appRoleId: string
  readonly createdDateTime: string
  readonly principalDisplayName: string
  readonly principalId: string
  readonly principalType: 'User' | 'ServicePrincipal'
  readonly resourceDisplayName: string
  readonly resourceId: string
}

/** Whom permissions are granted to. */
export interface GrantBasis {
  readonly principals: readonly AppRecord[]
  readonly users: readonly User[]
}

/** The role that stands for none in particular. */
const defaultRole = '00000000-0000-0000-0000-000000000000'

/** What users have consented to: all of them to the first app, two of them to the second. */
export function permissionGrants({ principals, users }: GrantBasis): readonly PermissionGrant[] {
  const [desk, archive, graph] = principals
  if (desk === undefined || archive === undefined || graph === undefined) return []
  const grant = (client: AppRecord, principal: User | undefined, scope: string): PermissionGrant => ({
    id: shortId(client.id, graph.id, principal?.id ?? ''),
    clientId: client.id,
    consentType: principal === undefined ? 'AllPrincipals' : 'Principal',
    principalId: principal?.id ?? null,
    resourceId: graph.id,
    scope,
  })
  return [
    grant(desk, undefined, 'User.Read Mail.Read offline_access'),
    ...users.slice(0, 2).map((user) => grant(archive, user, 'User.Read openid profile')),
  ]
}

/** Who has which role in which app: the second app reads by itself, and four users are assigned to the first. */
export function appRoleAssignments({ principals, users }: GrantBasis): readonly AppRoleAssignment[] {
  const [desk, archive, graph] = principals
  if (desk === undefined || archive === undefined || graph === undefined) return []
  const assign = (
    principal: AppRecord | User,
    resource: AppRecord,
    appRoleId: string,
  ): AppRoleAssignment => ({
    id: shortId(principal.id, resource.id, appRoleId),
    deletedDateTime: null,
    appRoleId,
    createdDateTime: '2024-03-12T09:30:00Z',
    principalDisplayName: principal.displayName,
    principalId: principal.id,
    principalType: '@odata.type' in principal ? 'ServicePrincipal' : 'User',
    resourceDisplayName: resource.displayName,
    resourceId: resource.id,
  })
  return [
    ...applicationPermissions.slice(0, 2).map(({ id }) => assign(archive, graph, id)),
    ...users.slice(0, 4).map((user) => assign(user, desk, defaultRole)),
  ]
}

function shortId(...parts: readonly string[]): string {
  return createHash('sha256').update(parts.join(' ')).digest('base64url')
}
