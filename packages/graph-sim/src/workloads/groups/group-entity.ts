import { type Entity, plainView } from '../../odata/entity.ts'
import { flag, listOf, moment, openComplex, text } from '../../odata/property-type.ts'
import { userEntity } from '../directory/user-entity.ts'
import { type DirectoryObject, type Group, isGroup } from './group.ts'

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

/** Users and groups where any directory object could stand: each says what it is and has its own properties. */
export const directoryObjectEntity: Entity<DirectoryObject> = {
  name: 'directoryObject',
  properties: { ...userEntity.properties, ...groupEntity.properties },
  navigation: [],
  defaults: ['id'],
  always: [],
  annotations: (object) => ({ '@odata.type': `#microsoft.graph.${isGroup(object) ? 'group' : 'user'}` }),
  read: readOwn,
  derived: (object) => {
    const { defaults } = isGroup(object) ? groupEntity : userEntity
    return Object.fromEntries(
      defaults.filter((name) => name !== 'id').map((name) => [name, readOwn(object, name)]),
    )
  },
}

/** A property of the object's own type; `undefined` for one of the other type. */
function readOwn(object: DirectoryObject, property: string): unknown {
  const read = <row>(entity: Entity<row>, row: row): unknown =>
    Object.hasOwn(entity.properties, property) ? entity.read(row, property, plainView) : undefined
  return isGroup(object) ? read(groupEntity, object) : read(userEntity, object)
}
