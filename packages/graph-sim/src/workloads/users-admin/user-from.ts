import { notSimulated } from '../../errors/catalog.ts'
import { refuse } from '../../errors/graph-problem.ts'
import { isObject, type JsonObject, member } from '../../gateway/parse-json.ts'
import { readMembers } from '../../gateway/read-body.ts'
import { blankUser } from '../directory/blank-user.ts'
import type { Directory } from '../directory/directory.ts'
import type { User } from '../directory/user.ts'
import { userEntity } from '../directory/user-entity.ts'
import { sharePointProperties } from '../directory/user-properties.ts'
import { checkPassword } from './check-password.ts'
import { directoryRefusal, invalidValue, valueRequired, valueTaken } from './directory-problems.ts'

const required = ['accountEnabled', 'displayName', 'mailNickname', 'passwordProfile', 'userPrincipalName']

/** The longest value of each property that has one, in characters. */
const longest: Readonly<Record<string, number>> = {
  displayName: 256,
  givenName: 64,
  surname: 64,
  jobTitle: 128,
  department: 64,
  city: 128,
  state: 128,
  country: 128,
  postalCode: 40,
  companyName: 64,
  employeeId: 16,
  mobilePhone: 64,
  streetAddress: 1024,
  officeLocation: 128,
}

/** Where a user comes into being. */
export interface UserSurroundings {
  readonly directory: Directory
  /** The domain that sign-in names must be of. */
  readonly domain: string
}

/** Reads a user in a request body; refuses unknown members and wrong types. */
export function readUserMembers(json: JsonObject): JsonObject {
  const members = readMembers(json, userEntity)
  if (members['customSecurityAttributes'] !== undefined)
    refuse(notSimulated('the writing of customSecurityAttributes'))
  return members
}

/** Makes a user without licences or a mailbox; refuses what Graph refuses (Graph rule 38). */
export function userFrom(
  members: JsonObject,
  identity: { readonly id: string; readonly createdDateTime: string },
  surroundings: UserSurroundings,
): User {
  const isLocal = Array.isArray(members['identities']) && members['identities'].length > 0
  const needed = isLocal ? ['passwordProfile'] : required
  for (const name of needed) if ((members[name] ?? '') === '') refuse(valueRequired(name))
  const password = passwordIn(members)
  if (password === undefined) refuse(valueRequired('passwordProfile'))
  const ownName = `${identity.id.replaceAll('-', '')}@${surroundings.domain}`
  const userPrincipalName = String(members['userPrincipalName'] ?? ownName)
  checkNames(members, surroundings)
  const policies = isLocal ? `${policiesIn(members)} DisableStrongPassword` : policiesIn(members)
  checkPassword({ password, alias: aliasOf(userPrincipalName), policies })
  const user: User = { ...blankUser, ...identity, userPrincipalName }
  changeUser(user, members)
  return user
}

/** Makes a client's changes to a user, after {@link checkNames}; what cannot be changed stays as it is. */
export function changeUser(user: User, members: JsonObject): void {
  const target = user as unknown as Record<string, unknown>
  for (const [name, value] of Object.entries(members)) {
    if (Object.hasOwn(sharePointProperties, name)) user.profile = { ...user.profile, [name]: value }
    else if (writable.includes(name)) target[name] = value
  }
}

const writable: readonly string[] = [
  ...Object.keys(longest),
  'accountEnabled',
  'ageGroup',
  'businessPhones',
  'consentProvidedForMinor',
  'employeeHireDate',
  'employeeLeaveDateTime',
  'employeeOrgData',
  'employeeType',
  'faxNumber',
  'identities',
  'mail',
  'mailNickname',
  'onPremisesExtensionAttributes',
  'onPremisesImmutableId',
  'otherMails',
  'passwordPolicies',
  'preferredDataLocation',
  'preferredLanguage',
  'showInAddressList',
  'usageLocation',
  'userPrincipalName',
  'userType',
]

/** Refuses names that are malformed, of a foreign domain, or somebody else's. */
export function checkNames(members: JsonObject, { directory, domain }: UserSurroundings, self?: User): void {
  const nickname = members['mailNickname']
  if (typeof nickname === 'string' && (nickname.length > 64 || /[\s@()\\[\]";:<>,]/.test(nickname)))
    refuse(invalidValue('mailNickname'))
  if (members['displayName'] === null || members['displayName'] === '') refuse(invalidValue('displayName'))
  for (const [property, most] of Object.entries(longest))
    if (typeof members[property] === 'string' && members[property].length > most)
      refuse(invalidValue(property))
  const usage = members['usageLocation']
  if (typeof usage === 'string' && !/^[A-Za-z]{2}$/.test(usage)) refuse(invalidValue('usageLocation'))
  const name = members['userPrincipalName']
  if (name === undefined) return
  if (typeof name !== 'string' || !/^[\w.'#^~!-]+@[\w.-]+$/.test(name))
    refuse(directoryRefusal('Property userPrincipalName is invalid.'))
  if (name.slice(name.indexOf('@') + 1).toLowerCase() !== domain.toLowerCase())
    refuse(
      directoryRefusal(
        'The domain portion of the userPrincipalName property is invalid. You must use one of the verified domain names in your organization.',
      ),
    )
  const isOwn = self !== undefined && self.userPrincipalName.toLowerCase() === name.toLowerCase()
  if (!isOwn && directory.isTaken(name)) refuse(valueTaken('userPrincipalName'))
}

/** The password in a body's `passwordProfile`; `undefined` without one. */
export function passwordIn(members: JsonObject): string | undefined {
  const profile = members['passwordProfile']
  const password = isObject(profile) ? member(profile, 'password') : undefined
  return typeof password === 'string' ? password : undefined
}

/** The `passwordPolicies` of a body; empty without any. */
export function policiesIn(members: JsonObject): string {
  return String(members['passwordPolicies'] ?? '')
}

/** The part of a sign-in name before `@`. */
export function aliasOf(userPrincipalName: string): string {
  return userPrincipalName.slice(0, userPrincipalName.indexOf('@'))
}
