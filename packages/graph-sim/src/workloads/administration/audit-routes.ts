import { badRequest } from '../../errors/catalog.ts'
import type { ListRules } from '../../odata/list-rules.ts'
import {
  type ComplexType,
  complex,
  flag,
  int32,
  listOf,
  moment,
  openComplex,
  text,
} from '../../odata/property-type.ts'
import type { Route } from '../../routing/route.ts'
import { readAudits, readProvisioning, readSignIns } from './administration-permissions.ts'
import type { DirectoryAudit } from './audit-log.ts'
import type { ProvisioningEvent } from './provisioning.ts'
import { readOnlyRoutes } from './read-only-set.ts'
import { recordEntity } from './record-entity.ts'
import type { SignIn } from './sign-ins.ts'

/** Logs come a thousand at a time, the latest first, and take a few comparisons. */
const logRules: ListRules = {
  pageSize: 1000,
  largestPage: 1000,
  paging: 'skiptoken',
  counts: () => false,
  refusals: [
    {
      source: 'list directoryAudits, list signIns',
      when: ({ filter }) =>
        filter.some(({ operator }) => !['eq', 'ge', 'le', 'startswith', 'any'].includes(operator)),
      problem: () => badRequest('Invalid filter clause'),
    },
  ],
}

/** Provisioning takes other comparisons than the other logs. */
const provisioningRules: ListRules = {
  ...logRules,
  refusals: [
    {
      source: 'list provisioningObjectSummary',
      when: ({ filter }) => filter.some(({ operator }) => !['eq', 'contains', 'gt', 'lt'].includes(operator)),
      problem: () => badRequest('Invalid filter clause'),
    },
  ],
}

/** Somebody or something by id and name, with more that is not checked. */
function named(name: string): ComplexType {
  return { ...complex(name, { id: text, displayName: text }), open: true }
}

const appIdentity = complex('appIdentity', {
  appId: text,
  displayName: text,
  servicePrincipalId: text,
  servicePrincipalName: text,
})
const userIdentity = complex('userIdentity', {
  id: text,
  displayName: text,
  ipAddress: text,
  userPrincipalName: text,
})

/** What was done to the directory, and who signed in. */
export const auditRoutes: readonly Route[] = [
  ...readOnlyRoutes({
    path: '/auditLogs/directoryAudits',
    workload: 'service',
    permissions: readAudits,
    rules: logRules,
    entity: recordEntity<DirectoryAudit>({
      name: 'directoryAudit',
      properties: {
        id: text,
        category: text,
        correlationId: text,
        result: text,
        resultReason: text,
        activityDisplayName: text,
        activityDateTime: moment,
        loggedByService: text,
        operationType: text,
        initiatedBy: complex('auditActivityInitiator', { app: appIdentity, user: userIdentity }),
        targetResources: listOf(
          complex('targetResource', {
            id: text,
            displayName: text,
            type: text,
            userPrincipalName: text,
            groupType: text,
            modifiedProperties: listOf(openComplex('modifiedProperty')),
          }),
        ),
        additionalDetails: listOf(complex('keyValue', { key: text, value: text })),
      },
    }),
    rows: ({ tenant }) => tenant.administration.audit.entries(),
  }),
  ...readOnlyRoutes({
    path: '/auditLogs/signIns',
    workload: 'service',
    permissions: readSignIns,
    rules: logRules,
    entity: recordEntity<SignIn>({
      name: 'signIn',
      properties: {
        id: text,
        createdDateTime: moment,
        userDisplayName: text,
        userPrincipalName: text,
        userId: text,
        appId: text,
        appDisplayName: text,
        ipAddress: text,
        clientAppUsed: text,
        correlationId: text,
        conditionalAccessStatus: text,
        isInteractive: flag,
        riskDetail: text,
        riskLevelAggregated: text,
        riskLevelDuringSignIn: text,
        riskState: text,
        riskEventTypes: listOf(text),
        resourceDisplayName: text,
        resourceId: text,
        status: complex('signInStatus', { errorCode: int32, failureReason: text, additionalDetails: text }),
        deviceDetail: complex('deviceDetail', {
          deviceId: text,
          displayName: text,
          operatingSystem: text,
          browser: text,
          isCompliant: flag,
          isManaged: flag,
          trustType: text,
        }),
        location: complex('signInLocation', {
          city: text,
          state: text,
          countryOrRegion: text,
          geoCoordinates: openComplex('geoCoordinates'),
        }),
        appliedConditionalAccessPolicies: listOf(openComplex('appliedConditionalAccessPolicy')),
      },
    }),
    rows: ({ tenant }) => tenant.administration.signIns(),
  }),
  ...readOnlyRoutes({
    path: '/auditLogs/provisioning',
    workload: 'service',
    permissions: readProvisioning,
    rules: provisioningRules,
    entity: recordEntity<ProvisioningEvent>({
      name: 'provisioningObjectSummary',
      properties: {
        id: text,
        activityDateTime: moment,
        tenantId: text,
        jobId: text,
        cycleId: text,
        changeId: text,
        provisioningAction: text,
        durationInMilliseconds: int32,
        provisioningStatusInfo: complex('provisioningStatusInfo', {
          status: text,
          errorInformation: openComplex('provisioningErrorInfo'),
        }),
        provisioningSteps: listOf(openComplex('provisioningStep')),
        modifiedProperties: listOf(openComplex('modifiedProperty')),
        servicePrincipal: named('provisioningServicePrincipal'),
        sourceSystem: named('provisioningSystem'),
        targetSystem: named('provisioningSystem'),
        initiatedBy: named('initiator'),
        sourceIdentity: named('provisionedIdentity'),
        targetIdentity: named('provisionedIdentity'),
      },
    }),
    rows: ({ tenant }) => tenant.administration.provisioning(),
  }).slice(0, 1),
]
