import {
  complex,
  flag,
  guid,
  int32,
  listOf,
  moment,
  openComplex,
  type PropertyType,
  text,
} from '../../odata/property-type.ts'

const extensionAttributes = Object.fromEntries(
  Array.from({ length: 15 }, (_, i) => [`extensionAttribute${i + 1}`, text]),
)

/** What comes of a user by default, in the order in which Graph writes it (Graph rule 9). */
export const defaultUserProperties = [
  'businessPhones',
  'displayName',
  'givenName',
  'jobTitle',
  'mail',
  'mobilePhone',
  'officeLocation',
  'preferredLanguage',
  'surname',
  'userPrincipalName',
  'id',
] as const

/** What SharePoint keeps of a user: it comes with one user only, never with a list. */
export const sharePointProperties = {
  aboutMe: text,
  birthday: moment,
  hireDate: moment,
  interests: listOf(text),
  mySite: text,
  pastProjects: listOf(text),
  preferredName: text,
  responsibilities: listOf(text),
  schools: listOf(text),
  skills: listOf(text),
} as const

const onPremisesProperties = {
  onPremisesDistinguishedName: text,
  onPremisesDomainName: text,
  onPremisesExtensionAttributes: complex('onPremisesExtensionAttributes', extensionAttributes),
  onPremisesImmutableId: text,
  onPremisesLastSyncDateTime: moment,
  onPremisesProvisioningErrors: listOf(openComplex('onPremisesProvisioningError')),
  onPremisesSamAccountName: text,
  onPremisesSecurityIdentifier: text,
  onPremisesSyncEnabled: flag,
  onPremisesUserPrincipalName: text,
} as const

const licenseProperties = {
  assignedLicenses: listOf(complex('assignedLicense', { skuId: guid, disabledPlans: listOf(guid) })),
  assignedPlans: listOf(
    complex('assignedPlan', {
      assignedDateTime: moment,
      capabilityStatus: text,
      service: text,
      servicePlanId: guid,
    }),
  ),
  licenseAssignmentStates: listOf(
    complex('licenseAssignmentState', {
      skuId: guid,
      disabledPlans: listOf(guid),
      assignedByGroup: text,
      state: text,
      error: text,
      lastUpdatedDateTime: moment,
    }),
  ),
  provisionedPlans: listOf(
    complex('provisionedPlan', { capabilityStatus: text, provisioningStatus: text, service: text }),
  ),
} as const

/** The properties of users with their types. */
export const userProperties: Readonly<Record<string, PropertyType>> = {
  businessPhones: listOf(text),
  displayName: text,
  givenName: text,
  jobTitle: text,
  mail: text,
  mobilePhone: text,
  officeLocation: text,
  preferredLanguage: text,
  surname: text,
  userPrincipalName: text,
  id: text,
  accountEnabled: flag,
  ageGroup: text,
  ...licenseProperties,
  city: text,
  companyName: text,
  consentProvidedForMinor: text,
  country: text,
  createdDateTime: moment,
  creationType: text,
  customSecurityAttributes: openComplex('customSecurityAttributeValue'),
  deletedDateTime: moment,
  department: text,
  deviceEnrollmentLimit: int32,
  employeeHireDate: moment,
  employeeId: text,
  employeeLeaveDateTime: moment,
  employeeOrgData: complex('employeeOrgData', { costCenter: text, division: text }),
  employeeType: text,
  externalUserState: text,
  externalUserStateChangeDateTime: moment,
  faxNumber: text,
  identities: listOf(complex('objectIdentity', { signInType: text, issuer: text, issuerAssignedId: text })),
  imAddresses: listOf(text),
  isManagementRestricted: flag,
  isResourceAccount: flag,
  lastPasswordChangeDateTime: moment,
  legalAgeGroupClassification: text,
  mailboxSettings: openComplex('mailboxSettings'),
  mailNickname: text,
  ...onPremisesProperties,
  otherMails: listOf(text),
  passwordPolicies: text,
  passwordProfile: complex('passwordProfile', {
    forceChangePasswordNextSignIn: flag,
    forceChangePasswordNextSignInWithMfa: flag,
    password: text,
  }),
  postalCode: text,
  preferredDataLocation: text,
  proxyAddresses: listOf(text),
  securityIdentifier: text,
  serviceProvisioningErrors: listOf(openComplex('serviceProvisioningError')),
  ...sharePointProperties,
  showInAddressList: flag,
  signInActivity: complex('signInActivity', {
    lastSignInDateTime: moment,
    lastSignInRequestId: text,
    lastNonInteractiveSignInDateTime: moment,
    lastNonInteractiveSignInRequestId: text,
    lastSuccessfulSignInDateTime: moment,
    lastSuccessfulSignInRequestId: text,
  }),
  signInSessionsValidFromDateTime: moment,
  state: text,
  streetAddress: text,
  usageLocation: text,
  userType: text,
}
