import type { MessageContent, Recipient } from './message-content.ts'

/** One line of a message's head. */
export interface HeaderLine {
  readonly name: string
  readonly value: string
}

/** The head of a message, as far as it follows from its properties, then what it had beyond them. */
export function headersOf(message: MessageContent): readonly HeaderLine[] {
  const lines: HeaderLine[] = [
    { name: 'From', value: addresses(message.from === null ? [] : [message.from]) },
  ]
  const add = (name: string, value: string): void => {
    if (value !== '') lines.push({ name, value })
  }
  add('To', addresses(message.toRecipients))
  add('CC', addresses(message.ccRecipients))
  add('Reply-To', addresses(message.replyTo))
  add('Subject', message.subject ?? '')
  add('Date', new Date(message.sentDateTime).toUTCString().replace('GMT', '+0000'))
  add('Message-ID', message.internetMessageId)
  add('In-Reply-To', message.references.at(-1) ?? '')
  add('References', message.references.join(' '))
  if (message.importance !== 'normal') add('Importance', message.importance)
  return [...lines, ...message.extraHeaders, { name: 'MIME-Version', value: '1.0' }]
}

/** The first value beyond the properties under a name, in any casing; `undefined` without one. */
export function headerOf({ extraHeaders }: MessageContent, name: string): string | undefined {
  return extraHeaders.find((line) => line.name.toLowerCase() === name.toLowerCase())?.value
}

/** Addresses as a head writes them, without encoding. */
export function addresses(recipients: readonly Recipient[]): string {
  return recipients
    .map(({ emailAddress: { name, address } }) =>
      name === '' ? address : `"${name.replaceAll('"', '\\"')}" <${address}>`,
    )
    .join(', ')
}
