import type { User } from '../directory/user.ts'

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

/** A group of the tenant. */
export interface Group extends GroupContent {
  readonly id: string
  readonly createdDateTime: string
  readonly renewedDateTime: string
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
