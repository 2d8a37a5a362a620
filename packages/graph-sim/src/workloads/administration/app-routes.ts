import { notSimulated } from '../../errors/catalog.ts'
import type { ListRules } from '../../odata/list-rules.ts'
import { complex, flag, listOf, moment, text } from '../../odata/property-type.ts'
import type { Route } from '../../routing/route.ts'
import type { TenantState } from '../../tenant/tenant-state.ts'
import { userListRules } from '../directory/directory-rules.ts'
import { readApps } from './administration-permissions.ts'
import { microsoftTenant, objectIdOf, type RegisteredApp, registeredApps } from './apps.ts'
import { readOnlyRoutes } from './read-only-set.ts'
import { recordEntity } from './record-entity.ts'

const workload = 'directory'

/** Apps are listed like users, but for `$search`. */
const appListRules: ListRules = {
  ...userListRules,
  refusals: [
    ...userListRules.refusals,
    { source: 'not made', when: ({ has }) => has.search, problem: () => notSimulated('$search on apps') },
  ],
}

const redirects = listOf(text)

/** The apps that are registered in the tenant, and those that may sign in to it. */
export const appRoutes: readonly Route[] = [
  ...readOnlyRoutes({
    path: '/applications',
    key: 'appId',
    workload,
    permissions: readApps,
    rules: appListRules,
    entity: recordEntity<ReturnType<typeof applicationOf>>({
      name: 'application',
      properties: {
        id: text,
        deletedDateTime: moment,
        appId: text,
        createdDateTime: moment,
        displayName: text,
        description: text,
        identifierUris: listOf(text),
        publisherDomain: text,
        signInAudience: text,
        tags: listOf(text),
        web: complex('webApplication', { homePageUrl: text, logoutUrl: text, redirectUris: redirects }),
        publicClient: complex('publicClientApplication', { redirectUris: redirects }),
      },
      navigation: ['owners', 'extensionProperties', 'federatedIdentityCredentials'],
    }),
    rows: ({ tenant }) =>
      registeredApps
        .filter(({ redirectUris }) => redirectUris !== undefined)
        .map((app) => applicationOf(app, tenant)),
  }),
  ...readOnlyRoutes({
    path: '/servicePrincipals',
    key: 'appId',
    workload,
    permissions: readApps,
    rules: appListRules,
    entity: recordEntity<ReturnType<typeof principalOf>>({
      name: 'servicePrincipal',
      properties: {
        id: text,
        deletedDateTime: moment,
        accountEnabled: flag,
        appDisplayName: text,
        appId: text,
        appOwnerOrganizationId: text,
        appRoleAssignmentRequired: flag,
        displayName: text,
        homepage: text,
        replyUrls: listOf(text),
        servicePrincipalNames: listOf(text),
        servicePrincipalType: text,
        signInAudience: text,
        tags: listOf(text),
      },
      navigation: ['owners', 'appRoleAssignedTo', 'appRoleAssignments', 'oauth2PermissionGrants', 'memberOf'],
    }),
    rows: ({ tenant }) => registeredApps.map((app) => principalOf(app, tenant)),
  }),
]

type AppRow = { readonly id: string; readonly appId: string } & Readonly<Record<string, unknown>>

function applicationOf(app: RegisteredApp, { id, domain }: TenantState): AppRow {
  const redirectUris = app.redirectUris ?? []
  const isWeb = redirectUris.some((uri) => uri.startsWith('https:'))
  return {
    id: objectIdOf(app, 'application', id),
    deletedDateTime: null,
    appId: app.appId,
    createdDateTime: app.createdDateTime,
    displayName: app.displayName,
    description: null,
    identifierUris: [],
    publisherDomain: domain,
    signInAudience: 'AzureADMyOrg',
    tags: [],
    web: { homePageUrl: null, logoutUrl: null, redirectUris: isWeb ? redirectUris : [] },
    publicClient: { redirectUris: isWeb ? [] : redirectUris },
  }
}

function principalOf(app: RegisteredApp, { id }: TenantState): AppRow {
  const isOwn = app.redirectUris !== undefined
  return {
    id: objectIdOf(app, 'servicePrincipal', id),
    deletedDateTime: null,
    accountEnabled: true,
    appDisplayName: app.displayName,
    appId: app.appId,
    appOwnerOrganizationId: isOwn ? id : microsoftTenant,
    appRoleAssignmentRequired: false,
    displayName: app.displayName,
    homepage: null,
    replyUrls: app.redirectUris ?? [],
    servicePrincipalNames: [app.appId],
    servicePrincipalType: 'Application',
    signInAudience: isOwn ? 'AzureADMyOrg' : 'AzureADMultipleOrgs',
    tags: app.tags,
  }
}
