import { blankUser } from './blank-user.ts'
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
    ...blankUser,
    userPrincipalName: holder.mail ?? holder.id,
    accountEnabled: false,
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
