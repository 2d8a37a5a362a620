import type { Random } from '../random/random.ts'
import type { User } from '../workloads/directory/user.ts'
import type { Drive } from '../workloads/drive/drive.ts'
import type { Mailbox } from '../workloads/outlook/mailbox.ts'
import type { Days } from './calendar-days.ts'
import { makeMailFolders } from './mail-folders.ts'
import { makeCalendar } from './make-calendar.ts'
import { makeContacts } from './make-contacts.ts'
import { makeFiles } from './make-files.ts'
import { makeMail } from './make-mail.ts'
import { shareFiles } from './share-files.ts'

/** How much somebody has. */
export interface Amounts {
  /** Visible mail folders, the eight of every mailbox included. */
  readonly folders: number
  readonly messages: number
  /** A series counts as one. */
  readonly events: number
  readonly contacts: number
  readonly files: number
}

/** What everybody who is not the main user has. */
export const smallAmounts: Amounts = { folders: 8, messages: 36, events: 20, contacts: 8, files: 24 }

/** What a population is made from. */
export interface PopulationSource {
  readonly random: Random
  readonly days: Days
  readonly users: readonly User[]
  readonly amounts: Amounts
}

/** Fills a mailbox: folders, mail, calendar, contacts. */
export function populateMailbox(mailbox: Mailbox, { random, days, users, amounts }: PopulationSource): void {
  const folders = makeMailFolders(mailbox.folders, amounts.folders)
  makeMail(mailbox, { random: random.fork('mail'), days, users, folders, count: amounts.messages })
  makeCalendar(mailbox, { random: random.fork('calendar'), days, users, count: amounts.events })
  makeContacts(mailbox, random.fork('contacts'), amounts.contacts)
}

/** Fills a drive. */
export function populateDrive(drive: Drive, { random, days, users, amounts }: PopulationSource): void {
  makeFiles(drive, { random: random.fork('files'), days, users, count: amounts.files })
  shareFiles(drive, random.fork('sharing'), users)
}
