/** A product that a user may use, without some of its parts. */
export interface AssignedLicense {
  readonly skuId: string
  readonly disabledPlans: readonly string[]
}

/** A person of the tenant, a guest, or a mailbox that several share, under Graph's own names. */
export interface User {
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
  /** Whose mailbox it is: a person's, or one that several people open. */
  readonly purpose: 'user' | 'shared'
  createdDateTime: string
  proxyAddresses: readonly string[]
  /** The name of the time zone that the mailbox is set to, as Windows spells it. */
  readonly timeZone: string
  /** The id of the manager; `undefined` for the head of the company. */
  managerId: string | undefined
  /** The products that the user may use, by the ids of their SKUs. */
  assignedLicenses: readonly AssignedLicense[]
}
