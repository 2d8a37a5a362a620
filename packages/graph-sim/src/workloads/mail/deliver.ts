import type { TenantState } from '../../tenant/tenant-state.ts'
import { hasMailbox } from '../directory/has-mailbox.ts'
import { applyRules, classificationOf } from '../mailbox-settings/arrival.ts'
import { automaticReplyTo } from '../mailbox-settings/automatic-reply.ts'
import type { Mailbox } from '../outlook/mailbox.ts'
import { allRecipients } from './compose.ts'
import type { MessageContent, Recipient } from './message-content.ts'

/** Puts a sent message into the inbox of everybody of the tenant whom it is addressed to, once each. */
export function deliver(tenant: TenantState, content: MessageContent, timestamp: string): void {
  deliverTo(tenant, allRecipients(content), content, timestamp)
}

function deliverTo(
  tenant: TenantState,
  to: readonly Recipient[],
  content: MessageContent,
  timestamp: string,
): void {
  const reached = new Set<Mailbox>()
  for (const recipient of to) {
    const mailbox = mailboxFor(tenant, recipient)
    if (mailbox !== undefined) reached.add(mailbox)
  }
  for (const mailbox of reached) receive(tenant, mailbox, content, timestamp)
}

/** Puts a message into one inbox, in the conversation that it belongs to there, applies the inbox's rules and answers for somebody who is away. */
function receive(tenant: TenantState, mailbox: Mailbox, content: MessageContent, timestamp: string): void {
  const message = mailbox.messages.add(
    {
      ...content,
      inferenceClassification: classificationOf(mailbox, content),
      bccRecipients: [],
      receivedDateTime: timestamp,
      isRead: false,
      isDraft: false,
      categories: [],
      flag: { flagStatus: 'notFlagged' },
      attachments: [...content.attachments],
      thread: mailbox.messages.threadOf([...content.references, content.internetMessageId]),
    },
    mailbox.folders.wellKnown('inbox'),
  )
  const reply = automaticReplyTo(content, mailbox, tenant.clock.now())
  for (const passed of applyRules(mailbox, message)) deliverTo(tenant, passed.to, passed.content, timestamp)
  if (reply !== undefined) deliver(tenant, reply, timestamp)
}

function mailboxFor(tenant: TenantState, { emailAddress }: Recipient): Mailbox | undefined {
  const user = tenant.directory.find(emailAddress.address)
  return user !== undefined && hasMailbox(user) ? tenant.mailbox(user) : undefined
}
