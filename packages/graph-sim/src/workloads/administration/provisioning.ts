import type { Random } from '../../random/random.ts'
import { timestamp } from '../../time/timestamp.ts'
import type { User } from '../directory/user.ts'
import type { AppRecord } from './app-records.ts'

/** What provisioning has done to one account, under Graph's own names. */
export interface ProvisioningEvent extends Readonly<Record<string, unknown>> {
  readonly id: string
}

/** What provisioning works on. */
export interface ProvisioningBasis {
  readonly random: Random
  readonly users: readonly User[]
  readonly app: AppRecord | undefined
  readonly tenantId: string
  readonly now: number
}

const day = 86_400_000

/** What provisioning has done in the last days: the accounts of six users were made in an app, one of them in vain. */
export function provisioningEvents({
  random,
  users,
  app,
  tenantId,
  now,
}: ProvisioningBasis): readonly ProvisioningEvent[] {
  if (app === undefined) return []
  const { id, displayName, appId } = app
  const details = { ApplicationId: appId, ServicePrincipalId: id, ServicePrincipalDisplayName: displayName }
  return users.slice(0, 6).map((user, i) => {
    const failed = i === 4
    return {
      id: random.guid(),
      activityDateTime: timestamp(now - (i + 1) * day),
      tenantId,
      jobId: `customappsso.${tenantId.replaceAll('-', '')}.${appId}`,
      cycleId: random.guid(),
      changeId: random.guid(),
      provisioningAction: 'create',
      durationInMilliseconds: random.int(400, 3_000),
      provisioningStatusInfo: {
        status: failed ? 'failure' : 'success',
        errorInformation: failed ? conflict : null,
      },
      provisioningSteps: stepsOf(user, displayName, failed),
      modifiedProperties: [{ displayName: 'userName', oldValue: null, newValue: user.userPrincipalName }],
      servicePrincipal: { id, displayName },
      sourceSystem: { id: tenantId, displayName: 'Microsoft Entra ID', details: {} },
      targetSystem: { id, displayName, details },
      initiatedBy: { id: '', displayName: 'Azure AD Provisioning Service', initiatorType: 'system' },
      sourceIdentity: identityOf(user),
      targetIdentity: { ...identityOf(user), id: failed ? '' : user.mailNickname },
    }
  })
}

const conflict = {
  errorCode: 'EntryConflict',
  reason: 'The app has an account of that name already.',
  additionalDetails: null,
  errorCategory: 'nonServiceFailure',
  recommendedAction: null,
}

function identityOf({ id, displayName }: User): Readonly<Record<string, unknown>> {
  return { id, displayName, identityType: 'User', details: {} }
}

function stepsOf({ displayName }: User, app: string, failed: boolean): readonly unknown[] {
  const step = (
    name: string,
    provisioningStepType: string,
    description: string,
  ): Record<string, unknown> => ({
    name,
    provisioningStepType,
    status: failed && provisioningStepType === 'export' ? 'failure' : 'success',
    description,
    details: {},
  })
  return [
    step('EntryImportAdd', 'import', `Received User '${displayName}' from Microsoft Entra ID`),
    step('EntrySynchronizationAdd', 'matching', `User '${displayName}' is not in ${app} yet`),
    step(
      'EntryExportAdd',
      'export',
      `User '${displayName}' ${failed ? 'could not be' : 'was'} created in ${app}`,
    ),
  ]
}
