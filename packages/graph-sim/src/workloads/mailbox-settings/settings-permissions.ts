import type { Permissions } from '../../routing/route.ts'

/** To read how a mailbox is set up; nobody reads another person's on behalf of a user. */
export const readSettings: Permissions = {
  delegated: ['MailboxSettings.Read', 'MailboxSettings.ReadWrite'],
  shared: [],
  application: ['MailboxSettings.Read', 'MailboxSettings.ReadWrite'],
}

/** To change how a mailbox is set up. */
export const writeSettings: Permissions = {
  delegated: ['MailboxSettings.ReadWrite'],
  shared: [],
  application: ['MailboxSettings.ReadWrite'],
}
