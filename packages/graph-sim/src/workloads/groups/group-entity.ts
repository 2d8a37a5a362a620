import type { Entity } from '../../odata/entity.ts'
import { flag, listOf, moment, openComplex, text } from '../../odata/property-type.ts'
import type { Group } from './group.ts'

const properties = {
  id: text,
  deletedDateTime: moment,
  classification: text,
  createdDateTime: moment,
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
  resourceProvisioningOptions: listOf(text),
  securityEnabled: flag,
  securityIdentifier: text,
  theme: text,
  visibility: text,
  onPremisesProvisioningErrors: listOf(openComplex('onPremisesProvisioningError')),
} as const

/** Groups as Graph describes them. */
export const groupEntity: Entity<Group> = {
  name: 'group',
  properties,
  navigation: ['members', 'owners', 'memberOf', 'transitiveMembers', 'transitiveMemberOf', 'team', 'drive'],
  defaults: Object.keys(properties),
  always: [],
  annotations: () => ({}),
  read(group, property) {
    const value = (group as unknown as Readonly<Record<string, unknown>>)[property]
    if (value !== undefined) return value
    return property === 'onPremisesProvisioningErrors' ? [] : null
  },
}
