import { customFilterTypes, readCustomData } from '../../custom-data/expand-custom-data.ts'
import { htmlToText } from '../../mime/html-to-text.ts'
import { textToHtml } from '../../mime/text-to-html.ts'
import { type Entity, plainView, type View } from '../../odata/entity.ts'
import { complex, flag, listOf, moment, oneOf, openComplex, text } from '../../odata/property-type.ts'
import type { OutlookIds } from '../outlook/outlook-ids.ts'
import { recipientType } from '../outlook/outlook-types.ts'
import type { Message } from './mail-folder.ts'
import type { ItemBody, MeetingMessage } from './message-content.ts'
import { headersOf } from './message-headers.ts'

const bodyType = complex('itemBody', { contentType: oneOf('bodyType', 'text', 'html'), content: text })

const properties = {
  id: text,
  createdDateTime: moment,
  lastModifiedDateTime: moment,
  changeKey: text,
  categories: listOf(text),
  receivedDateTime: moment,
  sentDateTime: moment,
  hasAttachments: flag,
  internetMessageId: text,
  subject: text,
  bodyPreview: text,
  importance: oneOf('importance', 'low', 'normal', 'high'),
  parentFolderId: text,
  conversationId: text,
  conversationIndex: text,
  isDeliveryReceiptRequested: flag,
  isReadReceiptRequested: flag,
  isRead: flag,
  isDraft: flag,
  webLink: text,
  inferenceClassification: oneOf('inferenceClassificationType', 'focused', 'other'),
  body: bodyType,
  uniqueBody: bodyType,
  internetMessageHeaders: listOf(openComplex('internetMessageHeader')),
  sender: recipientType,
  from: recipientType,
  toRecipients: listOf(recipientType),
  ccRecipients: listOf(recipientType),
  bccRecipients: listOf(recipientType),
  replyTo: listOf(recipientType),
  flag: complex('followupFlag', {
    flagStatus: oneOf('followupFlagStatus', 'notFlagged', 'complete', 'flagged'),
    startDateTime: openComplex('dateTimeTimeZone'),
    dueDateTime: openComplex('dateTimeTimeZone'),
    completedDateTime: openComplex('dateTimeTimeZone'),
  }),
} as const

/** Returned only when `$select` names them. */
const onDemand: readonly string[] = ['uniqueBody', 'internetMessageHeaders']

const defaults = Object.keys(properties).filter((name) => !onDemand.includes(name))

/** What Mail.ReadBasic keeps back. */
export const withheldFromBasic: readonly string[] = ['body', 'bodyPreview', 'uniqueBody']

/** Messages as Graph describes them; `ids` are those of the mailbox they are in. */
export function messageEntity(ids: OutlookIds): Entity<Message> {
  return {
    name: 'message',
    properties,
    filterOnly: customFilterTypes,
    navigation: [
      'attachments',
      'microsoft.graph.eventMessage/event',
      'extensions',
      'singleValueExtendedProperties',
      'multiValueExtendedProperties',
    ],
    defaults,
    always: ['id'],
    read: (message, property, view) => readProperty(message, property, view, ids),
    derived: meetingProperties,
    annotations: (message) => ({
      ...(message.meeting === undefined
        ? {}
        : { '@odata.type': `#microsoft.graph.${meetingTypeName(message)}` }),
      '@odata.etag': `W/"${ids.changeKey(message.version)}"`,
    }),
  }
}

/** The id that a view asks for. */
export function messageId(message: Message, view: View, ids: OutlookIds): string {
  return view.ids === 'immutable'
    ? ids.immutable(message.serial)
    : ids.item(message.folder.number, message.entry)
}

function readProperty(message: Message, property: string, view: View, ids: OutlookIds): unknown {
  switch (property) {
    case 'id':
      return messageId(message, view, ids)
    case 'changeKey':
      return ids.changeKey(message.version)
    case 'parentFolderId':
      return ids.folder(message.folder.number)
    case 'conversationId':
      return ids.conversation(message.thread)
    case 'conversationIndex':
      return ids.conversationIndex(message.thread, message.depth)
    case 'hasAttachments':
      return message.attachments.some(({ isInline }) => !isInline)
    case 'bodyPreview':
      message.preview ??= previewOf(message.body)
      return message.preview
    case 'webLink':
      return `https://outlook.office365.com/owa/?ItemID=${encodeURIComponent(messageId(message, view, ids))}&exvsurl=1&viewmodel=ReadMessageItem`
    case 'body':
      return view === plainView ? unsearchable(message.body) : bodyFor(message.body, view)
    case 'uniqueBody':
      return bodyFor(message.uniqueBody ?? message.body, view)
    case 'from':
    case 'sender':
      return message.isDraft ? (message[property] ?? undefined) : message[property]
    case 'extensions':
    case 'singleValueExtendedProperties':
      return readCustomData(message, property)
    case 'internetMessageHeaders':
      return headersOf(message)
    default:
      return (message as unknown as Readonly<Record<string, unknown>>)[property]
  }
}

function bodyFor(body: ItemBody, view: View): ItemBody {
  if (view.bodyType === undefined || view.bodyType === body.contentType) return body
  if (view.bodyType === 'text') return { contentType: 'text', content: htmlToText(body.content) }
  return { contentType: 'html', content: textToHtml(body.content) }
}

/** Filters look into bodies and find nothing (Graph rule 4). */
function unsearchable({ contentType }: ItemBody): object {
  return { contentType, content: null }
}

function previewOf(body: ItemBody): string {
  const plain = body.contentType === 'html' ? htmlToText(body.content) : body.content
  return plain.trim().slice(0, 255)
}

function meetingTypeName({ meeting }: Message): string {
  if (meeting?.type === 'meetingRequest') return 'eventMessageRequest'
  return meeting?.type === 'meetingCancelled' ? 'eventMessage' : 'eventMessageResponse'
}

/** What an invitation, a cancellation or an answer says besides what every message says. */
function meetingProperties({ meeting }: Message): Readonly<Record<string, unknown>> {
  if (meeting === undefined) return {}
  const zoned = (time: MeetingMessage['start']): object | null =>
    time === undefined ? null : { dateTime: `${time.dateTime}.0000000`, timeZone: time.timeZone }
  return {
    meetingMessageType: meeting.type,
    type: 'singleInstance',
    isOutOfDate: false,
    isAllDay: false,
    isDelegated: false,
    startDateTime: zoned(meeting.start),
    endDateTime: zoned(meeting.end),
    location: { displayName: meeting.location ?? '', locationType: 'default' },
    recurrence: null,
    ...(meeting.type === 'meetingRequest' ? requestProperties : {}),
    ...meeting.details,
  }
}

const requestProperties = {
  meetingRequestType: 'newMeetingRequest',
  responseRequested: true,
  allowNewTimeProposals: true,
  previousLocation: null,
  previousStartDateTime: null,
  previousEndDateTime: null,
}
