import type { Permissions } from '../../routing/route.ts'

/** To read messages; with Mail.ReadBasic alone their bodies are withheld. */
export const readMailBasic: Permissions = {
  delegated: ['Mail.ReadBasic', 'Mail.Read', 'Mail.ReadWrite'],
  shared: ['Mail.ReadBasic.Shared', 'Mail.Read.Shared', 'Mail.ReadWrite.Shared'],
  application: ['Mail.ReadBasic.All', 'Mail.Read', 'Mail.ReadWrite'],
}

/** To read messages with all that is in them: attachments and MIME. */
export const readMail: Permissions = {
  delegated: ['Mail.Read', 'Mail.ReadWrite'],
  shared: ['Mail.Read.Shared', 'Mail.ReadWrite.Shared'],
  application: ['Mail.Read', 'Mail.ReadWrite'],
}

/** To change, move and delete messages and folders, and to write drafts. */
export const writeMail: Permissions = {
  delegated: ['Mail.ReadWrite'],
  shared: ['Mail.ReadWrite.Shared'],
  application: ['Mail.ReadWrite'],
}

/** To send. */
export const sendMail: Permissions = {
  delegated: ['Mail.Send'],
  shared: ['Mail.Send.Shared'],
  application: ['Mail.Send'],
}
