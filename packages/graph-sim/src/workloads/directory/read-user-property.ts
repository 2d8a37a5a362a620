import { findProduct, type Product } from '../users-admin/products.ts'
import { securityIdentifierOf } from './security-identifier.ts'
import type { User } from './user.ts'
import { sharePointProperties } from './user-properties.ts'

/** Reads one property of a user in its JSON form; what nobody has set is `null`, or empty for a list. */
export function readUserProperty(user: User, property: string): unknown {
  const derive = Object.hasOwn(derived, property) ? derived[property] : undefined
  if (derive !== undefined) return derive(user)
  if (Object.hasOwn(sharePointProperties, property)) return readProfile(user, property)
  const value = (user as unknown as Readonly<Record<string, unknown>>)[property]
  return value ?? (emptyLists.includes(property) ? [] : null)
}

const emptyLists: readonly string[] = [
  'otherMails',
  'onPremisesProvisioningErrors',
  'serviceProvisioningErrors',
]

const notBorn = '0001-01-01T00:00:00Z'

const derived: Readonly<Record<string, (user: User) => unknown>> = {
  assignedPlans: (user) =>
    plansOf(user).map(({ plan, isOn }) => ({
      assignedDateTime: user.createdDateTime,
      capabilityStatus: isOn ? 'Enabled' : 'Deleted',
      service: serviceOf(plan.servicePlanName),
      servicePlanId: plan.servicePlanId,
    })),
  provisionedPlans: (user) =>
    plansOf(user)
      .filter(({ isOn }) => isOn)
      .map(({ plan }) => ({
        capabilityStatus: 'Enabled',
        provisioningStatus: 'Success',
        service: serviceOf(plan.servicePlanName),
      })),
  licenseAssignmentStates: ({ assignedLicenses, createdDateTime }) =>
    assignedLicenses.map((license) => ({
      ...license,
      assignedByGroup: null,
      state: 'Active',
      error: 'None',
      lastUpdatedDateTime: createdDateTime,
    })),
  deviceEnrollmentLimit: () => 20,
  identities: ({ identities = [], userPrincipalName }) => [
    ...identities,
    {
      signInType: 'userPrincipalName',
      issuer: userPrincipalName.slice(userPrincipalName.indexOf('@') + 1),
      issuerAssignedId: userPrincipalName,
    },
  ],
  imAddresses: ({ mail, userType }) => (mail === null || userType === 'Guest' ? [] : [mail]),
  lastPasswordChangeDateTime: (user) => user.lastPasswordChangeDateTime ?? user.createdDateTime,
  onPremisesExtensionAttributes: (user) => ({
    ...noAttributes,
    ...user.onPremisesExtensionAttributes,
  }),
  passwordProfile: () => null,
  securityIdentifier: ({ id }) => securityIdentifierOf(id),
  signInSessionsValidFromDateTime: (user) => user.signInSessionsValidFromDateTime ?? user.createdDateTime,
}

const noAttributes = Object.fromEntries(
  Array.from({ length: 15 }, (_, i) => [`extensionAttribute${i + 1}`, null]),
)

function readProfile({ profile, displayName, userPrincipalName }: User, property: string): unknown {
  const value = profile?.[property]
  if (value !== undefined) return value
  if (property === 'birthday' || property === 'hireDate') return notBorn
  if (property === 'preferredName') return displayName
  if (property === 'aboutMe') return null
  return property === 'mySite' ? mySiteOf(userPrincipalName) : []
}

function mySiteOf(userPrincipalName: string): string {
  const [name = '', domain = ''] = userPrincipalName.split('@')
  const company = domain.split('.')[0]
  return `https://${company}-my.sharepoint.com/personal/${`${name}_${domain}`.replaceAll('.', '_')}/`
}

interface OwnPlan {
  readonly plan: Product['servicePlans'][number]
  readonly isOn: boolean
}

function plansOf({ assignedLicenses }: User): readonly OwnPlan[] {
  return assignedLicenses.flatMap(({ skuId, disabledPlans }) =>
    (findProduct(skuId)?.servicePlans ?? []).map((plan) => ({
      plan,
      isOn: !disabledPlans.includes(plan.servicePlanId),
    })),
  )
}

/** The service that a plan belongs to, as Microsoft names it. */
function serviceOf(plan: string): string {
  if (plan.startsWith('EXCHANGE')) return 'exchange'
  if (plan.startsWith('SHAREPOINT')) return 'SharePoint'
  if (plan.startsWith('TEAMS')) return 'TeamspaceAPI'
  if (plan.startsWith('INTUNE')) return 'SCO'
  return plan.startsWith('BI_') ? 'PowerBI' : 'AADPremiumService'
}
