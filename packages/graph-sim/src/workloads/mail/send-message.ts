import { noRecipients } from '../../errors/catalog.ts'
import { refuse } from '../../errors/graph-problem.ts'
import type { Call } from '../../gateway/call.ts'
import type { TenantState } from '../../tenant/tenant-state.ts'
import { allRecipients } from './compose.ts'
import { deliver } from './deliver.ts'
import { mailboxOf } from './mail-call.ts'
import type { Message } from './mail-folder.ts'
import type { MessageContent } from './message-content.ts'
import { senderOf } from './sender-of.ts'

/** Whether a copy stays with the sender. */
export type SentCopy = 'kept' | 'dropped'

/** Sends a message that was never a draft; refuses one without recipients (Graph rule 33) or in another's name. */
export function sendContent(call: Call, content: MessageContent, copy: SentCopy): void {
  const { tenant } = call
  const mailbox = mailboxOf(call)
  requireRecipients(content)
  const senders = senderOf(call, content)
  const now = mailbox.timestamp()
  const sent: MessageContent = {
    ...content,
    ...senders,
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
export function sendDraft(call: Call, draft: Message): void {
  const { tenant } = call
  const mailbox = mailboxOf(call)
  requireRecipients(draft)
  const senders = senderOf(call, draft)
  const now = mailbox.timestamp()
  mailbox.messages.retime(draft, () => {
    draft.isDraft = false
    draft.isRead = true
    draft.sentDateTime = now
    draft.receivedDateTime = now
    Object.assign(draft, senders)
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

function requireRecipients(content: MessageContent): void {
  const reachable = allRecipients(content).some(({ emailAddress }) => /.@./.test(emailAddress.address))
  if (!reachable) refuse(noRecipients)
}
