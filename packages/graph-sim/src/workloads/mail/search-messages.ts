import { htmlToText } from '../../mime/html-to-text.ts'
import { evaluateKql } from '../../search/evaluate-kql.ts'
import type { KqlNode, KqlTerm } from '../../search/kql-syntax.ts'
import { matchesMoment } from '../../search/match-moment.ts'
import { matchesNumber } from '../../search/match-number.ts'
import { matchesText } from '../../search/match-text.ts'
import { parseKql } from '../../search/parse-kql.ts'
import { allRecipients } from './compose.ts'
import type { Message } from './mail-folder.ts'
import type { Recipient } from './message-content.ts'

/** The most that a search ever finds (Graph rule 5). */
const mostResults = 1000

/** Finds messages by KQL, the latest sent first; free words are looked for in sender, subject and body (Graph rule 5). */
export function searchMessages(rows: readonly Message[], search: string, now: number): readonly Message[] {
  const tree = parseKql(search)
  return rows
    .filter((message) => evaluateKql(tree, (term) => matchesTerm(message, term, now)))
    .toSorted((a, b) => (a.sentDateTime < b.sentDateTime ? 1 : a.sentDateTime > b.sentDateTime ? -1 : 0))
    .slice(0, mostResults)
}

/** Whether a message has what a query looks for; here free words are looked for in the names of attachments as well. */
export function isMessageFound(message: Message, tree: KqlNode, now: number): boolean {
  return evaluateKql(
    tree,
    (term) =>
      matchesTerm(message, term, now) || (term.property === undefined && hasAttachmentNamed(message, term)),
  )
}

type TermTest = (message: Message, term: KqlTerm, now: number) => boolean

const isFlagSet: TermTest = (message, { value }) =>
  message.attachments.some(({ isInline }) => !isInline) === /^(true|yes|1)$/i.test(value)

/** What each restriction looks at (Graph rule 5). */
const properties: Readonly<Record<string, TermTest>> = {
  subject: ({ subject }, term) => matchesText(lower(subject), term),
  body: (message, term) => matchesText(bodyText(message), term),
  from: (message, term) => among(senderOf(message), term),
  to: ({ toRecipients }, term) => among(toRecipients, term),
  cc: ({ ccRecipients }, term) => among(ccRecipients, term),
  bcc: ({ bccRecipients }, term) => among(bccRecipients, term),
  recipients: (message, term) => among(allRecipients(message), term),
  participants: (message, term) => among([...senderOf(message), ...allRecipients(message)], term),
  attachment: (message, term) => hasAttachmentNamed(message, term),
  hasattachment: isFlagSet,
  hasattachments: isFlagSet,
  importance: ({ importance }, { value }) => importance === lower(value).replace('medium', 'normal'),
  received: ({ receivedDateTime }, term, now) => matchesMoment(receivedDateTime, term, now),
  sent: ({ sentDateTime }, term, now) => matchesMoment(sentDateTime, term, now),
  kind: ({ meeting }, { value }) =>
    /^(email|meetings?)$/i.test(value) && /^email$/i.test(value) === (meeting === undefined),
  size: (message, term) => matchesNumber(sizeOf(message), term),
  category: ({ categories }, term) => categories.some((category) => matchesText(lower(category), term)),
}

function matchesTerm(message: Message, term: KqlTerm, now: number): boolean {
  const { property } = term
  if (property === undefined)
    return (
      among(senderOf(message), term) ||
      matchesText(lower(message.subject), term) ||
      matchesText(bodyText(message), term)
    )
  const test = Object.hasOwn(properties, property) ? properties[property] : undefined
  if (test !== undefined) return test(message, term, now)
  return matchesText(bodyText(message), { ...term, value: `${property}:${term.value}`, property: undefined })
}

function hasAttachmentNamed({ attachments }: Message, term: KqlTerm): boolean {
  return attachments.some(({ name }) => matchesText(lower(name), term))
}

function among(recipients: readonly Recipient[], term: KqlTerm): boolean {
  return recipients.some((one) => matchesText(written(one), term))
}

function senderOf({ from }: Message): readonly Recipient[] {
  return from === null ? [] : [from]
}

function written({ emailAddress: { name, address } }: Recipient): string {
  return `${name} ${address}`.toLowerCase()
}

function lower(text: string | null): string {
  return (text ?? '').toLowerCase()
}

const texts = new WeakMap<Message, { readonly version: number; readonly text: string }>()

/** The body in lower case and without markup, kept until the message changes. */
function bodyText(message: Message): string {
  const known = texts.get(message)
  if (known?.version === message.version) return known.text
  const { contentType, content } = message.body
  const text = (contentType === 'html' ? htmlToText(content) : content).toLowerCase()
  texts.set(message, { version: message.version, text })
  return text
}

function sizeOf(message: Message): number {
  return message.attachments.reduce((sum, { size }) => sum + size, message.body.content.length + 1024)
}
