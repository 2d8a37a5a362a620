import type { User } from './user.ts'

/** Whether Exchange keeps a mailbox for somebody here; a guest's address leads to one elsewhere. */
export function hasMailbox({ mail, userType }: User): boolean {
  return mail !== null && userType === 'Member'
}
