import type { User } from './user.ts'

/** What a mailbox that belongs to no person is known by. */
export interface MailboxHolder {
  readonly id: string
  readonly displayName: string
  readonly mail: string | null
  readonly mailNickname: string
  readonly createdDateTime: string
  readonly proxyAddresses: readonly string[]
  readonly timeZone: string
  readonly purpose: 'room' | 'group'
}

/** A group or a room as far as it is the owner of a mailbox. */
export function mailboxHolder(holder: MailboxHolder): User {
  return {
    userPrincipalName: holder.mail ?? holder.id,
    givenName: null,
    surname: null,
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
    accountEnabled: false,
    userType: 'Member',
    managerId: undefined,
    assignedLicenses: [],
    id: holder.id,
    displayName: holder.displayName,
    mail: holder.mail,
    mailNickname: holder.mailNickname,
    createdDateTime: holder.createdDateTime,
    proxyAddresses: holder.proxyAddresses,
    timeZone: holder.timeZone,
    purpose: holder.purpose,
  }
}
