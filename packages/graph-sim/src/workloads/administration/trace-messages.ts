import { createHash } from 'node:crypto'
import { hasMailbox } from '../directory/has-mailbox.ts'
import type { User } from '../directory/user.ts'
import type { Message } from '../mail/mail-folder.ts'
import type { Mailbox } from '../outlook/mailbox.ts'

/** What became of one message on its way to one recipient, under Graph's own names. */
export interface MessageTrace {
  /** The same for every recipient of a message. */
  readonly id: string
  readonly senderAddress: string
  readonly recipientAddress: string
  readonly messageId: string
  readonly receivedDateTime: string
  readonly subject: string
  /** In bytes. */
  readonly size: number
  readonly fromIP: string
  readonly toIP: string
  readonly status: 'delivered' | 'filteredAsSpam'
}

/** Where the messages are that are traced. */
export interface TracedMail {
  readonly users: readonly User[]
  mailbox(user: User): Mailbox
}

/** Traces the messages in all mailboxes: those that came, and those that went out of the company; the latest first. */
export function traceMessages({ users, mailbox }: TracedMail): readonly MessageTrace[] {
  const owners = users.filter(hasMailbox)
  const inside = new Set(owners.map(({ mail }) => mail?.toLowerCase()))
  const traces = owners.flatMap((owner) =>
    mailbox(owner)
      .messages.all.filter(({ isDraft }) => !isDraft)
      .flatMap((message) =>
        recipientsOf(message, owner.mail ?? '', inside).map((recipient) => traceOf(message, recipient)),
      ),
  )
  return traces.toSorted((a, b) => (a.receivedDateTime < b.receivedDateTime ? 1 : -1))
}

/** Of what somebody sent, the recipients elsewhere; of what somebody got, the owner of the mailbox. */
function recipientsOf(
  message: Message,
  owner: string,
  inside: ReadonlySet<string | undefined>,
): readonly string[] {
  if (senderOf(message).toLowerCase() !== owner.toLowerCase()) return [owner]
  const { toRecipients, ccRecipients, bccRecipients } = message
  const addresses = [...toRecipients, ...ccRecipients, ...bccRecipients].map(
    ({ emailAddress }) => emailAddress.address,
  )
  return [...new Set(addresses)].filter((address) => !inside.has(address.toLowerCase()))
}

function traceOf(message: Message, recipientAddress: string): MessageTrace {
  const attached = message.attachments.reduce((sum, { size }) => sum + size, 0)
  return {
    id: idOf(message.internetMessageId),
    senderAddress: senderOf(message),
    recipientAddress,
    messageId: message.internetMessageId,
    receivedDateTime: message.receivedDateTime,
    subject: message.subject ?? '',
    size: message.raw?.length ?? Buffer.byteLength(message.body.content) + attached,
    fromIP: '',
    toIP: '',
    status: message.folder.wellKnown === 'junkemail' ? 'filteredAsSpam' : 'delivered',
  }
}

function senderOf({ from, sender }: Message): string {
  return (sender ?? from)?.emailAddress.address ?? ''
}

function idOf(messageId: string): string {
  const hex = createHash('sha256').update(messageId).digest('hex')
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20, 32)].join(
    '-',
  )
}
