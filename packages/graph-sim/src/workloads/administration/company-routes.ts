import type { Call } from '../../gateway/call.ts'
import { answerList } from '../../odata/answer-list.ts'
import type { Entity } from '../../odata/entity.ts'
import type { ListRules } from '../../odata/list-rules.ts'
import { complex, flag, guid, int32, listOf, moment, text } from '../../odata/property-type.ts'
import { companyName } from '../../population/company.ts'
import type { Route } from '../../routing/route.ts'
import { referenceRoutes } from '../directory-objects/reference-list.ts'
import { products } from '../users-admin/products.ts'
import { readDomainParts, readDomains, readOrganization } from './administration-permissions.ts'
import { type DnsRecord, serviceRecords, verificationRecords } from './domain-records.ts'
import { type ReadOnlySet, readOnlyRoutes, rowOf } from './read-only-set.ts'
import { recordEntity } from './record-entity.ts'

/** Small collections come in one piece. */
const wholeRules: ListRules = {
  pageSize: 999,
  largestPage: 999,
  paging: 'skiptoken',
  counts: () => false,
  refusals: [],
}

type DomainRow = { readonly id: string } & Readonly<Record<string, unknown>>

const domains: ReadOnlySet<DomainRow> = {
  path: '/domains',
  workload: 'directory',
  permissions: readDomains,
  rules: wholeRules,
  entity: recordEntity<DomainRow>({
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
      state: complex('domainState', { lastActionDateTime: moment, operation: text, status: text }),
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
}

const recordOfDns: Entity<DnsRecord> = {
  ...recordEntity<DnsRecord>({
    name: 'domainDnsRecord',
    properties: {
      id: text,
      isOptional: flag,
      label: text,
      recordType: text,
      supportedService: text,
      ttl: int32,
    },
  }),
  annotations: (record) => ({ '@odata.type': record['@odata.type'] }),
  derived: ({ mailExchange, preference, text: words, canonicalName }) => ({
    ...(mailExchange === undefined ? {} : { mailExchange, preference }),
    ...(words === undefined ? {} : { text: words }),
    ...(canonicalName === undefined ? {} : { canonicalName }),
  }),
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
        directorySizeQuota: complex('directorySizeQuota', { used: int32, total: int32 }),
        displayName: text,
        isMultipleDataLocationsForServicesEnabled: flag,
        marketingNotificationEmails: listOf(text),
        onPremisesLastSyncDateTime: moment,
        onPremisesSyncEnabled: flag,
        partnerTenantType: text,
        postalCode: text,
        preferredLanguage: text,
        privacyProfile: complex('privacyProfile', { contactEmail: text, statementUrl: text }),
        provisionedPlans: listOf(
          complex('provisionedPlan', { capabilityStatus: text, provisioningStatus: text, service: text }),
        ),
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
  ...readOnlyRoutes(domains),
  ...[
    ['verificationDnsRecords', verificationRecords] as const,
    ['serviceConfigurationRecords', serviceRecords] as const,
  ].map(
    ([name, records]): Route => ({
      method: 'GET',
      paths: [`/domains/{domain}/${name}`],
      workload: 'directory',
      permissions: readDomainParts,
      answer(call) {
        const { id } = rowOf(domains, call)
        return answerList(call, {
          entity: recordOfDns,
          rules: wholeRules,
          rows: records(id),
          context: `domains('${id}')/${name}`,
        })
      },
    }),
  ),
  ...referenceRoutes({
    paths: ['/domains/{domain}/domainNameReferences'],
    permissions: readDomainParts,
    casts: ['user', 'group'],
    rows(call) {
      const { id } = rowOf(domains, call)
      const ending = `@${id.toLowerCase()}`
      const { directory } = call.tenant
      return [
        ...directory.users.filter(({ userPrincipalName }) =>
          userPrincipalName.toLowerCase().endsWith(ending),
        ),
        ...call.tenant.groups().all.filter(({ mail }) => mail?.toLowerCase().endsWith(ending)),
      ]
    },
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
    directorySizeQuota: { used: tenant.directory.users.length + tenant.groups().all.length, total: 50_000 },
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
    provisionedPlans: products
      .flatMap(({ servicePlans }) => servicePlans)
      .map(({ servicePlanName }) => ({
        capabilityStatus: 'Enabled',
        provisioningStatus: 'Success',
        service: servicePlanName,
      })),
    verifiedDomains: [verified],
  }
}

const absent = {
  deletedDateTime: null,
  isMultipleDataLocationsForServicesEnabled: null,
  marketingNotificationEmails: [],
  onPremisesLastSyncDateTime: null,
  onPremisesSyncEnabled: null,
  partnerTenantType: null,
  privacyProfile: null,
  securityComplianceNotificationMails: [],
  securityComplianceNotificationPhones: [],
  state: null,
}

function domainOf({ tenant }: Call): DomainRow {
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
    state: null,
    supportedServices: ['Email', 'OfficeCommunicationsOnline'],
  }
}
