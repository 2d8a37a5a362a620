import type { Call } from '../../gateway/call.ts'
import type { ListRules } from '../../odata/list-rules.ts'
import { complex, flag, guid, int32, listOf, moment, text } from '../../odata/property-type.ts'
import { companyName } from '../../population/company.ts'
import type { Route } from '../../routing/route.ts'
import { products } from '../users-admin/products.ts'
import { readDomains, readOrganization } from './administration-permissions.ts'
import { readOnlyRoutes } from './read-only-set.ts'
import { recordEntity } from './record-entity.ts'

/** Small collections come in one piece. */
const wholeRules: ListRules = {
  pageSize: 999,
  largestPage: 999,
  paging: 'skiptoken',
  counts: () => false,
  refusals: [],
}

/** The company and its domain. */
export const companyRoutes: readonly Route[] = [
  ...readOnlyRoutes({
    path: '/organization',
    workload: 'directory',
    permissions: readOrganization,
    rules: wholeRules,
    entity: recordEntity<ReturnType<typeof organizationOf>>({
      name: 'organization',
      properties: {
        id: text,
        deletedDateTime: moment,
        businessPhones: listOf(text),
        city: text,
        country: text,
        countryLetterCode: text,
        createdDateTime: moment,
        defaultUsageLocation: text,
        displayName: text,
        marketingNotificationEmails: listOf(text),
        onPremisesLastSyncDateTime: moment,
        onPremisesSyncEnabled: flag,
        postalCode: text,
        preferredLanguage: text,
        securityComplianceNotificationMails: listOf(text),
        securityComplianceNotificationPhones: listOf(text),
        state: text,
        street: text,
        technicalNotificationMails: listOf(text),
        tenantType: text,
        assignedPlans: listOf(
          complex('assignedPlan', {
            assignedDateTime: moment,
            capabilityStatus: text,
            service: text,
            servicePlanId: guid,
          }),
        ),
        verifiedDomains: listOf(
          complex('verifiedDomain', {
            capabilities: text,
            isDefault: flag,
            isInitial: flag,
            name: text,
            type: text,
          }),
        ),
      },
      navigation: ['branding', 'extensions', 'certificateBasedAuthConfiguration'],
    }),
    rows: (call) => [organizationOf(call)],
  }),
  ...readOnlyRoutes({
    path: '/domains',
    workload: 'directory',
    permissions: readDomains,
    rules: wholeRules,
    entity: recordEntity<ReturnType<typeof domainOf>>({
      name: 'domain',
      properties: {
        authenticationType: text,
        availabilityStatus: text,
        id: text,
        isAdminManaged: flag,
        isDefault: flag,
        isInitial: flag,
        isRoot: flag,
        isVerified: flag,
        manufacturer: text,
        model: text,
        passwordNotificationWindowInDays: int32,
        passwordValidityPeriodInDays: int32,
        supportedServices: listOf(text),
      },
      navigation: [
        'domainNameReferences',
        'serviceConfigurationRecords',
        'verificationDnsRecords',
        'rootDomain',
      ],
    }),
    rows: (call) => [domainOf(call)],
  }),
]

const founded = '2014-03-03T08:00:00Z'
const capabilities = 'Email, OfficeCommunicationsOnline'

function organizationOf({ tenant }: Call): { readonly id: string } & Readonly<Record<string, unknown>> {
  const verified = { capabilities, isDefault: true, isInitial: true, name: tenant.domain, type: 'Managed' }
  return {
    ...absent,
    id: tenant.id,
    displayName: companyName,
    businessPhones: ['+47 22 55 01 00'],
    city: 'Oslo',
    country: 'Norway',
    countryLetterCode: 'NO',
    createdDateTime: founded,
    defaultUsageLocation: 'NO',
    postalCode: '0151',
    preferredLanguage: 'en',
    street: 'Havnegata 7',
    technicalNotificationMails: [tenant.me.mail ?? tenant.me.userPrincipalName],
    tenantType: 'AAD',
    assignedPlans: products
      .flatMap(({ servicePlans }) => servicePlans)
      .map(({ servicePlanId, servicePlanName }) => ({
        assignedDateTime: founded,
        capabilityStatus: 'Enabled',
        service: servicePlanName,
        servicePlanId,
      })),
    verifiedDomains: [verified],
  }
}

const absent = {
  deletedDateTime: null,
  marketingNotificationEmails: [],
  onPremisesLastSyncDateTime: null,
  onPremisesSyncEnabled: null,
  securityComplianceNotificationMails: [],
  securityComplianceNotificationPhones: [],
  state: null,
}

function domainOf({ tenant }: Call): { readonly id: string } & Readonly<Record<string, unknown>> {
  return {
    authenticationType: 'Managed',
    availabilityStatus: null,
    id: tenant.domain,
    isAdminManaged: true,
    isDefault: true,
    isInitial: true,
    isRoot: true,
    isVerified: true,
    manufacturer: null,
    model: null,
    passwordNotificationWindowInDays: 14,
    passwordValidityPeriodInDays: 2_147_483_647,
    supportedServices: ['Email', 'OfficeCommunicationsOnline'],
  }
}
