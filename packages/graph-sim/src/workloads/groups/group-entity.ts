import type { Entity } from '../../odata/entity.ts'
import { complex, flag, guid, int32, listOf, moment, openComplex, text } from '../../odata/property-type.ts'
import type { Group } from './group.ts'

const properties = {
  id: text,
  deletedDateTime: moment,
  classification: text,
  createdDateTime: moment,
  creationOptions: listOf(text),
  description: text,
  displayName: text,
  expirationDateTime: moment,
  groupTypes: listOf(text),
  isAssignableToRole: flag,
  mail: text,
  mailEnabled: flag,
  mailNickname: text,
  membershipRule: text,
  membershipRuleProcessingState: text,
  onPremisesDomainName: text,
  onPremisesLastSyncDateTime: moment,
  onPremisesNetBiosName: text,
  onPremisesSamAccountName: text,
  onPremisesSecurityIdentifier: text,
  onPremisesSyncEnabled: flag,
  preferredDataLocation: text,
  preferredLanguage: text,
  proxyAddresses: listOf(text),
  renewedDateTime: moment,
  resourceBehaviorOptions: listOf(text),
  resourceProvisioningOptions: listOf(text),
  securityEnabled: flag,
  securityIdentifier: text,
  theme: text,
  uniqueName: text,
  visibility: text,
  onPremisesProvisioningErrors: listOf(openComplex('onPremisesProvisioningError')),
  serviceProvisioningErrors: listOf(openComplex('serviceProvisioningError')),
} as const

/** What comes with `$select` only. */
const selectable = {
  allowExternalSenders: flag,
  assignedLabels: listOf(complex('assignedLabel', { labelId: text, displayName: text })),
  assignedLicenses: listOf(complex('assignedLicense', { skuId: guid, disabledPlans: listOf(guid) })),
  autoSubscribeNewMembers: flag,
  hasMembersWithLicenseErrors: flag,
  hideFromAddressLists: flag,
  hideFromOutlookClients: flag,
  isArchived: flag,
  isManagementRestricted: flag,
  isSubscribedByMail: flag,
  licenseProcessingState: complex('licenseProcessingState', { state: text }),
  unseenCount: int32,
} as const

/** Groups as Graph describes them. */
export const groupEntity: Entity<Group> = {
  name: 'group',
  properties: { ...properties, ...selectable },
  navigation: [
    'members',
    'owners',
    'memberOf',
    'transitiveMembers',
    'transitiveMemberOf',
    'membersWithLicenseErrors',
    'appRoleAssignments',
    'acceptedSenders',
    'rejectedSenders',
    'conversations',
    'threads',
    'photo',
    'settings',
    'team',
    'drive',
    'extensions',
  ],
  defaults: Object.keys(properties),
  always: [],
  annotations: () => ({}),
  count(group, navigation) {
    if (navigation === 'members') return group.members.length
    if (navigation === 'owners') return group.owners.length
    return navigation === 'appRoleAssignments' ? 0 : undefined
  },
  read(group, property) {
    const value = (group as unknown as Readonly<Record<string, unknown>>)[property]
    if (property === 'hasMembersWithLicenseErrors') return (group.membersWithLicenseErrors ?? []).length > 0
    if (property === 'licenseProcessingState')
      return group.assignedLicenses === undefined ? null : { state: 'ProcessingComplete' }
    if (value !== undefined) return value
    return Object.hasOwn(empty, property) ? empty[property] : null
  },
}

/** What a property is that nobody has set, where it is not `null`. */
const empty: Readonly<Record<string, unknown>> = {
  allowExternalSenders: false,
  assignedLabels: [],
  assignedLicenses: [],
  autoSubscribeNewMembers: false,
  creationOptions: [],
  hideFromAddressLists: false,
  hideFromOutlookClients: false,
  isArchived: false,
  isSubscribedByMail: false,
  onPremisesProvisioningErrors: [],
  resourceBehaviorOptions: [],
  serviceProvisioningErrors: [],
  unseenCount: 0,
}
