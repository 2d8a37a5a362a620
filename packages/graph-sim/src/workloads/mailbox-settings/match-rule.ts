import { isObject, type JsonObject, member } from '../../gateway/parse-json.ts'
import { htmlToText } from '../../mime/html-to-text.ts'
import type { Message } from '../mail/mail-folder.ts'
import type { Recipient } from '../mail/message-content.ts'
import { headerOf, headersOf } from '../mail/message-headers.ts'
import { mimeOf } from '../mail/message-mime.ts'
import type { Mailbox } from '../outlook/mailbox.ts'
import { recipientsFrom } from '../outlook/recipients.ts'
import { isAutomatic } from './automatic-reply.ts'
import type { MessageRule } from './message-rule.ts'
import { loopHeader } from './pass-on.ts'

/** Whether a rule is for a message: all its conditions hold, and none of its exceptions. */
export function matchesRule(
  { conditions, exceptions }: MessageRule,
  message: Message,
  { owner }: Mailbox,
): boolean {
  const arrived: Arrived = { message, own: owner.mail?.toLowerCase() ?? '' }
  return (
    given(conditions).every(([name, value]) => holds(name, value, arrived)) &&
    !given(exceptions).some(([name, value]) => holds(name, value, arrived))
  )
}

interface Arrived {
  readonly message: Message
  /** The address of the mailbox, in lower case. */
  readonly own: string
}

function given(predicates: JsonObject | undefined): readonly (readonly [string, unknown])[] {
  return Object.entries(predicates ?? {}).filter(([, value]) => value !== null && value !== undefined)
}

function holds(name: string, value: unknown, arrived: Arrived): boolean {
  const test = tests[name]
  if (typeof value === 'boolean') return (test?.(true, arrived) ?? false) === value
  return test?.(value, arrived) ?? false
}

type Test = (value: unknown, arrived: Arrived) => boolean

/** Signed, encrypted, voice and the like are not among them: no message that arrives here is any of those. */
const tests: Readonly<Record<string, Test>> = {
  bodyContains: (value, { message }) => containsAny(bodyOf(message), value),
  bodyOrSubjectContains: (value, { message }) =>
    containsAny(`${message.subject ?? ''}\n${bodyOf(message)}`, value),
  subjectContains: (value, { message }) => containsAny(message.subject ?? '', value),
  senderContains: (value, { message }) => containsAny(spelt(senders(message)), value),
  recipientContains: (value, { message }) => containsAny(spelt(recipients(message)), value),
  headerContains: (value, { message }) =>
    containsAny(
      headersOf(message)
        .map((line) => `${line.name}: ${line.value}`)
        .join('\n'),
      value,
    ),
  categories: (value, { message }) =>
    Array.isArray(value) && value.some((name) => message.categories.includes(String(name))),
  fromAddresses: (value, { message }) => anyAddress(value, senders(message)),
  sentToAddresses: (value, { message }) => anyAddress(value, recipients(message)),
  hasAttachments: (_, { message }) => message.attachments.some(({ isInline }) => !isInline),
  importance: (value, { message }) => message.importance === value,
  sensitivity: (value, { message }) => value === sensitivityOf(message),
  isAutomaticForward: (_, { message }) => headerOf(message, loopHeader) !== undefined,
  isAutomaticReply: (_, { message }) => isAutomatic(message),
  isMeetingRequest: (_, { message }) => message.meeting?.type === 'meetingRequest',
  isMeetingResponse: (_, { message }) => /(accepted|declined)$/i.test(message.meeting?.type ?? ''),
  sentToMe: (_, { message, own }) => addressesOf(message.toRecipients).includes(own),
  sentCcMe: (_, { message, own }) => addressesOf(message.ccRecipients).includes(own),
  sentToOrCcMe: (_, { message, own }) => addressesOf(recipients(message)).includes(own),
  notSentToMe: (_, { message, own }) => !addressesOf(message.toRecipients).includes(own),
  sentOnlyToMe: (_, { message, own }) => addressesOf(recipients(message)).every((address) => address === own),
  withinSizeRange: (value, { message }) => isObject(value) && isWithin(mimeOf(message).length / 1024, value),
}

/** The word of the head's Sensitivity, as Graph spells it. */
function sensitivityOf(message: Message): string {
  const word = headerOf(message, 'sensitivity')?.trim().toLowerCase() ?? 'normal'
  return word === 'company-confidential' ? 'confidential' : word
}

function isWithin(kilobytes: number, range: JsonObject): boolean {
  const [least, most] = [member(range, 'minimumSize'), member(range, 'maximumSize')].map(Number)
  return !(kilobytes < (least ?? 0)) && !(kilobytes > (most ?? Number.POSITIVE_INFINITY))
}

function containsAny(text: string, words: unknown): boolean {
  const lower = text.toLowerCase()
  return Array.isArray(words) && words.some((word) => lower.includes(String(word).toLowerCase()))
}

function anyAddress(value: unknown, present: readonly Recipient[]): boolean {
  const wanted = addressesOf(recipientsFrom(value, () => undefined))
  return addressesOf(present).some((address) => wanted.includes(address))
}

function addressesOf(list: readonly Recipient[]): readonly string[] {
  return list.map(({ emailAddress }) => emailAddress.address.toLowerCase())
}

function senders({ from }: Message): readonly Recipient[] {
  return from === null ? [] : [from]
}

function recipients({ toRecipients, ccRecipients }: Message): readonly Recipient[] {
  return [...toRecipients, ...ccRecipients]
}

function spelt(list: readonly Recipient[]): string {
  return list.map(({ emailAddress }) => `${emailAddress.name} ${emailAddress.address}`).join('\n')
}

function bodyOf({ body }: Message): string {
  return body.contentType === 'html' ? htmlToText(body.content) : body.content
}
