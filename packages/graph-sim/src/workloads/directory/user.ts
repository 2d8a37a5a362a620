/** A product that a user may use, without some of its parts. */
export interface AssignedLicense {
  readonly skuId: string
  readonly disabledPlans: readonly string[]
}

/** A way in which somebody signs in. */
export interface UserIdentity {
  readonly signInType: string
  readonly issuer: string
  readonly issuerAssignedId: string
}

/** What of a user is rarely set; absent is Graph's `null`, or its empty value. */
export interface UserDetails {
  ageGroup?: string | null
  consentProvidedForMinor?: string | null
  /** `Invitation` for a guest. */
  creationType?: string | null
  employeeHireDate?: string | null
  employeeLeaveDateTime?: string | null
  employeeOrgData?: Readonly<Record<string, unknown>> | null
  employeeType?: string | null
  /** `PendingAcceptance` or `Accepted` for a guest. */
  externalUserState?: string | null
  externalUserStateChangeDateTime?: string | null
  faxNumber?: string | null
  /** Whether the user's documents are kept from others' recommendations. */
  hidesDocuments?: boolean
  /** Ways of signing in besides the user principal name. */
  identities?: readonly UserIdentity[]
  lastPasswordChangeDateTime?: string | null
  onPremisesExtensionAttributes?: Readonly<Record<string, unknown>> | null
  onPremisesImmutableId?: string | null
  otherMails?: readonly string[]
  passwordPolicies?: string | null
  postalCode?: string | null
  preferredDataLocation?: string | null
  /** The sign-ins before it are out of date. */
  signInSessionsValidFromDateTime?: string | null
  showInAddressList?: boolean | null
  /** What SharePoint keeps, e.g. `aboutMe`. */
  profile?: Readonly<Record<string, unknown>>
  /** The ids of those who vouch for a guest. */
  sponsorIds?: readonly string[]
  state?: string | null
  streetAddress?: string | null
}

/** A person of the tenant, a guest, or a mailbox that several share, under Graph's own names. */
export interface User extends UserDetails {
  readonly id: string
  userPrincipalName: string
  displayName: string
  givenName: string | null
  surname: string | null
  mail: string | null
  mailNickname: string
  jobTitle: string | null
  department: string | null
  officeLocation: string | null
  companyName: string | null
  city: string | null
  country: string | null
  usageLocation: string | null
  employeeId: string | null
  businessPhones: readonly string[]
  mobilePhone: string | null
  preferredLanguage: string | null
  accountEnabled: boolean
  userType: 'Member' | 'Guest'
  /** Whose mailbox it is: a person's, one that several people open, a room's or a group's. */
  readonly purpose: 'user' | 'shared' | 'room' | 'group'
  createdDateTime: string
  proxyAddresses: readonly string[]
  /** The name of the time zone that the mailbox is set to, as Windows spells it. */
  readonly timeZone: string
  /** The id of the manager; `undefined` for the head of the company. */
  managerId: string | undefined
  /** The products that the user may use, by the ids of their SKUs. */
  assignedLicenses: readonly AssignedLicense[]
}
