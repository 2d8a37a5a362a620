import type { User } from './user.ts'

/** A member of whom nothing is said. */
export const blankUser: Omit<User, 'id' | 'createdDateTime' | 'userPrincipalName'> = {
  displayName: '',
  givenName: null,
  surname: null,
  mail: null,
  mailNickname: '',
  jobTitle: null,
  department: null,
  officeLocation: null,
  companyName: null,
  city: null,
  country: null,
  usageLocation: null,
  employeeId: null,
  businessPhones: [],
  mobilePhone: null,
  preferredLanguage: null,
  accountEnabled: true,
  userType: 'Member',
  purpose: 'user',
  proxyAddresses: [],
  timeZone: 'UTC',
  managerId: undefined,
  assignedLicenses: [],
}
