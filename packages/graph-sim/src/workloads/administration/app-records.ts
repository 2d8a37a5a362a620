import type { DirectoryRecord } from '../directory-objects/directory-record.ts'
import { microsoftTenant, objectIdOf, type RegisteredApp, registeredApps } from './apps.ts'
import { applicationPermissions, delegatedPermissions } from './graph-permissions.ts'

/** A registered app, or what one signs in as, under Graph's own names. */
export interface AppRecord extends DirectoryRecord {
  readonly appId: string
  readonly displayName: string
}

/** The tenant that apps are in. */
export interface AppTenant {
  readonly tenantId: string
  readonly domain: string
}

/** The app ID of Microsoft Graph. */
export const graphAppId = '00000003-0000-0000-c000-000000000000'

/** The apps that the company has registered. */
export function applicationsOf(tenant: AppTenant): readonly AppRecord[] {
  return registeredApps
    .filter(({ redirectUris }) => redirectUris !== undefined)
    .map((app) => applicationOf(app, tenant))
}

/** What apps sign in to the tenant as. */
export function servicePrincipalsOf(tenant: AppTenant): readonly AppRecord[] {
  return registeredApps.map((app) => principalOf(app, tenant))
}

const noLinks = {
  logoUrl: null,
  marketingUrl: null,
  privacyStatementUrl: null,
  supportUrl: null,
  termsOfServiceUrl: null,
}
const unverified = { displayName: null, verifiedPublisherId: null, addedDateTime: null }

function applicationOf(app: RegisteredApp, { tenantId, domain }: AppTenant): AppRecord {
  const redirectUris = app.redirectUris ?? []
  const isWeb = redirectUris.some((uri) => uri.startsWith('https:'))
  return {
    '@odata.type': '#microsoft.graph.application',
    id: objectIdOf(app, 'application', tenantId),
    deletedDateTime: null,
    appId: app.appId,
    applicationTemplateId: null,
    disabledByMicrosoftStatus: null,
    createdDateTime: app.createdDateTime,
    displayName: app.displayName,
    description: null,
    groupMembershipClaims: null,
    identifierUris: [],
    isDeviceOnlyAuthSupported: null,
    isFallbackPublicClient: isWeb ? null : true,
    notes: null,
    publisherDomain: domain,
    serviceManagementReference: null,
    signInAudience: 'AzureADMyOrg',
    tags: [],
    tokenEncryptionKeyId: null,
    uniqueName: null,
    samlMetadataUrl: null,
    defaultRedirectUri: null,
    certification: null,
    optionalClaims: null,
    servicePrincipalLockConfiguration: null,
    requestSignatureVerification: null,
    addIns: [],
    api: {
      acceptMappedClaims: null,
      knownClientApplications: [],
      requestedAccessTokenVersion: null,
      oauth2PermissionScopes: [],
      preAuthorizedApplications: [],
    },
    appRoles: [],
    info: noLinks,
    keyCredentials: [],
    parentalControlSettings: { countriesBlockedForMinors: [], legalAgeGroupRule: 'Allow' },
    passwordCredentials: [],
    publicClient: { redirectUris: isWeb ? [] : redirectUris },
    requiredResourceAccess: [requiredOf(isWeb)],
    verifiedPublisher: unverified,
    web: {
      homePageUrl: null,
      logoutUrl: null,
      redirectUris: isWeb ? redirectUris : [],
      implicitGrantSettings: { enableAccessTokenIssuance: false, enableIdTokenIssuance: false },
      redirectUriSettings: isWeb ? redirectUris.map((uri) => ({ uri, index: null })) : [],
    },
    spa: { redirectUris: [] },
  }
}

/** What an app asks of Microsoft Graph: a web app asks in its own name, others in a user's. */
function requiredOf(isWeb: boolean): Readonly<Record<string, unknown>> {
  const resourceAccess = isWeb
    ? applicationPermissions.slice(0, 2).map(({ id }) => ({ id, type: 'Role' }))
    : delegatedPermissions.slice(0, 2).map(({ id }) => ({ id, type: 'Scope' }))
  return { resourceAppId: graphAppId, resourceAccess }
}

function principalOf(app: RegisteredApp, { tenantId }: AppTenant): AppRecord {
  const isOwn = app.redirectUris !== undefined
  const isGraph = app.appId === graphAppId
  return {
    '@odata.type': '#microsoft.graph.servicePrincipal',
    id: objectIdOf(app, 'servicePrincipal', tenantId),
    deletedDateTime: null,
    accountEnabled: true,
    alternativeNames: [],
    appDisplayName: app.displayName,
    appDescription: null,
    appId: app.appId,
    applicationTemplateId: null,
    appOwnerOrganizationId: isOwn ? tenantId : microsoftTenant,
    appRoleAssignmentRequired: false,
    description: null,
    disabledByMicrosoftStatus: null,
    displayName: app.displayName,
    homepage: null,
    loginUrl: null,
    logoutUrl: null,
    notes: null,
    notificationEmailAddresses: [],
    preferredSingleSignOnMode: null,
    preferredTokenSigningKeyThumbprint: null,
    replyUrls: app.redirectUris ?? [],
    servicePrincipalNames: isGraph ? [app.appId, 'https://graph.microsoft.com'] : [app.appId],
    servicePrincipalType: 'Application',
    signInAudience: isOwn ? 'AzureADMyOrg' : 'AzureADMultipleOrgs',
    tags: app.tags,
    tokenEncryptionKeyId: null,
    samlSingleSignOnSettings: null,
    addIns: [],
    appRoles: isGraph ? graphRoles : [],
    info: noLinks,
    keyCredentials: [],
    oauth2PermissionScopes: isGraph ? graphScopes : [],
    passwordCredentials: [],
    resourceSpecificApplicationPermissions: [],
    verifiedPublisher: unverified,
  }
}

const graphRoles = applicationPermissions.map(({ id, value, description }) => ({
  allowedMemberTypes: ['Application'],
  description,
  displayName: description,
  id,
  isEnabled: true,
  origin: 'Application',
  value,
}))

const graphScopes = delegatedPermissions.map(({ id, value, description }) => ({
  adminConsentDescription: description,
  adminConsentDisplayName: description,
  id,
  isEnabled: true,
  type: 'User',
  userConsentDescription: description,
  userConsentDisplayName: description,
  value,
}))
