import { noRecipients, sendAsDenied } from '../../errors/catalog.ts'
import { refuse } from '../../errors/graph-problem.ts'
import type { TenantState } from '../../tenant/tenant-state.ts'
import type { Mailbox } from '../outlook/mailbox.ts'
import { recipient } from '../outlook/recipients.ts'
import { allRecipients } from './compose.ts'
import { deliver } from './deliver.ts'
import type { Message } from './mail-folder.ts'
import type { MessageContent } from './message-content.ts'

/** Whether a copy stays with the sender. */
export type SentCopy = 'kept' | 'dropped'

/** Sends a message that was never a draft; refuses one without recipients (Graph rule 33) or in another's name. */
export function sendContent(
  tenant: TenantState,
  mailbox: Mailbox,
  content: MessageContent,
  copy: SentCopy,
): void {
  requireRecipients(content)
  requireOwnSender(mailbox, content)
  const now = mailbox.timestamp()
  const sent: MessageContent = {
    ...content,
    ...senderOf(mailbox, content),
    isDraft: false,
    isRead: true,
    sentDateTime: now,
    receivedDateTime: now,
  }
  const folder = mailbox.folders.wellKnown('sentitems')
  mailbox.messages.noteThread(sent)
  if (copy === 'kept') whenSent(tenant, () => void mailbox.messages.add(sent, folder))
  deliver(tenant, sent, now)
}

/** Sends a draft: it leaves Drafts at once, becomes the copy in Sent Items later, and keeps its immutable id. */
export function sendDraft(tenant: TenantState, mailbox: Mailbox, draft: Message): void {
  requireRecipients(draft)
  requireOwnSender(mailbox, draft)
  const now = mailbox.timestamp()
  mailbox.messages.retime(draft, () => {
    draft.isDraft = false
    draft.isRead = true
    draft.sentDateTime = now
    draft.receivedDateTime = now
    Object.assign(draft, senderOf(mailbox, draft))
  })
  mailbox.messages.remove(draft)
  whenSent(tenant, () => mailbox.messages.restore(draft, mailbox.folders.wellKnown('sentitems')))
  deliver(tenant, draft, now)
}

/** Lets the copy of a sent message appear when Exchange gets round to it (Graph rule 33). */
function whenSent({ timeline, delays }: TenantState, appear: () => void): void {
  if (delays.sentItems > 0) timeline.after(delays.sentItems, appear)
  else appear()
}

/** A message is from the mailbox's owner unless it says otherwise. */
function senderOf(
  { owner }: Mailbox,
  { from, sender }: MessageContent,
): Pick<MessageContent, 'from' | 'sender'> {
  const own = recipient(owner.displayName, owner.mail ?? owner.userPrincipalName)
  return { from: from ?? own, sender: sender ?? from ?? own }
}

/** Nobody sends in the name of another. */
function requireOwnSender({ owner }: Mailbox, { from, sender }: MessageContent): void {
  const own = [
    owner.userPrincipalName,
    ...owner.proxyAddresses.map((address) => address.replace(/^smtp:/i, '')),
  ]
  const named = [from, sender].flatMap((one) => one?.emailAddress.address ?? [])
  if (named.some((address) => !own.some((one) => one.toLowerCase() === address.toLowerCase())))
    refuse(sendAsDenied)
}

function requireRecipients(content: MessageContent): void {
  const reachable = allRecipients(content).some(({ emailAddress }) => /.@./.test(emailAddress.address))
  if (!reachable) refuse(noRecipients)
}
