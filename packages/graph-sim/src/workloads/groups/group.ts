import type { AssignedLicense, User } from '../directory/user.ts'

/** What a client says about a group, under Graph's own names. */
export interface GroupContent {
  displayName: string
  description: string | null
  mailNickname: string
  mailEnabled: boolean
  securityEnabled: boolean
  /** `Unified` for a Microsoft 365 group, empty for a security group. */
  groupTypes: readonly string[]
  /** `null` for a security group. */
  visibility: string | null
  classification: string | null
  preferredLanguage: string | null
}

/** What of a group is rarely set; absent is Graph's `null`, its empty value or `false`. */
export interface GroupDetails {
  /** Those whose mail the group takes, when there are some, and those whose mail it does not. */
  acceptedSenders?: readonly DirectoryObject[]
  rejectedSenders?: readonly DirectoryObject[]
  allowExternalSenders?: boolean
  assignedLicenses?: readonly AssignedLicense[]
  autoSubscribeNewMembers?: boolean
  hideFromAddressLists?: boolean
  hideFromOutlookClients?: boolean
  readonly isAssignableToRole?: boolean
  /** Members whom the group's licences could not be given to. */
  membersWithLicenseErrors?: readonly User[]
  preferredDataLocation?: string | null
  readonly resourceBehaviorOptions?: readonly string[]
  readonly creationOptions?: readonly string[]
  theme?: string | null
}

/** A group of the tenant. */
export interface Group extends GroupContent, GroupDetails {
  readonly id: string
  readonly createdDateTime: string
  renewedDateTime: string
  /** When it was deleted; absent while it is there. */
  deletedDateTime?: string
  readonly mail: string | null
  readonly proxyAddresses: readonly string[]
  readonly securityIdentifier: string
  /** `Team` once the group has a team. */
  resourceProvisioningOptions: readonly string[]
  /** When it was made, in milliseconds; Graph's other parts learn of it later. */
  readonly createdAt: number
  readonly members: DirectoryObject[]
  readonly owners: User[]
}

/** What can be a member of a group. */
export type DirectoryObject = User | Group

/** Whether a member is a group itself. */
export function isGroup(object: DirectoryObject): object is Group {
  return 'groupTypes' in object
}

/** Whether a group is a Microsoft 365 group. */
export function isUnified({ groupTypes }: Pick<Group, 'groupTypes'>): boolean {
  return groupTypes.includes('Unified')
}
