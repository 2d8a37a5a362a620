import type { Random } from '../random/random.ts'
import { timestamp } from '../time/timestamp.ts'
import type { User } from '../workloads/directory/user.ts'
import type { MailFolder } from '../workloads/mail/mail-folder.ts'
import { wellKnownFolders } from '../workloads/mail/mail-folder.ts'
import type { Mailbox } from '../workloads/outlook/mailbox.ts'
import { makeInvoice, makeJunk, makeNewsletter, makeNotice } from './bulk-mail.ts'
import type { Days } from './calendar-days.ts'
import { makeCast } from './cast.ts'
import { makeDraft, makeInvitation } from './invitations.ts'
import { complete, type MadeMessage } from './mail-draft.ts'
import { makeThread } from './threads.ts'

/** Where the mail of a mailbox comes from. */
export interface MailSource {
  readonly random: Random
  readonly days: Days
  readonly users: readonly User[]
  /** How many messages to make. */
  readonly count: number
  /** The folders that the owner has made, by path. */
  readonly folders: ReadonlyMap<string, MailFolder>
}

/** Fills a mailbox with exactly `count` messages, some of them received today. */
export function makeMail(mailbox: Mailbox, { random, days, users, count, folders }: MailSource): void {
  const cast = makeCast(mailbox.owner, users)
  const made: MadeMessage[] = []
  while (made.length < count) {
    const thread = mailbox.messages.nextThread()
    const source = { random, cast, days, thread }
    const kind = random.next()
    if (kind < 0.42) made.push(...makeThread(random, cast, days, thread))
    else if (kind < 0.58) made.push(makeNewsletter(source))
    else if (kind < 0.7) made.push(makeInvoice(source))
    else if (kind < 0.9) made.push(makeNotice(source))
    else if (kind < 0.95) made.push(makeInvitation(source))
    else if (kind < 0.962) made.push(makeDraft(source))
    else made.push(makeJunk(source))
  }
  const kept = made.slice(0, count)
  kept.sort((a, b) => b.at - a.at)
  for (const message of kept)
    mailbox.messages.add(complete(message, timestamp), folderFor(mailbox, message.folder, folders))
}

/** The folder of a path, or the nearest one that exists. */
function folderFor({ folders }: Mailbox, path: string, own: ReadonlyMap<string, MailFolder>): MailFolder {
  const name = wellKnownFolders.find((one) => one === path)
  if (name !== undefined) return folders.wellKnown(name)
  for (let part = path; part !== ''; part = part.includes('/') ? part.slice(0, part.lastIndexOf('/')) : '') {
    const folder = own.get(part)
    if (folder !== undefined) return folder
  }
  return folders.wellKnown('inbox')
}
