import type { Attachment } from './attachment.ts'

/** A person or address as mail writes it. */
export interface Recipient {
  readonly emailAddress: { readonly name: string; readonly address: string }
}

/** A text and its type, as Graph writes bodies. */
export interface ItemBody {
  readonly contentType: 'text' | 'html'
  readonly content: string
}

/** A mark to come back to a message. */
export interface FollowupFlag {
  readonly flagStatus: 'notFlagged' | 'flagged' | 'complete'
  readonly startDateTime?: { readonly dateTime: string; readonly timeZone: string }
  readonly dueDateTime?: { readonly dateTime: string; readonly timeZone: string }
  readonly completedDateTime?: { readonly dateTime: string; readonly timeZone: string }
}

/** What a message says and whom it concerns; what the store adds is in {@link Message}. */
export interface MessageContent {
  subject: string | null
  body: ItemBody
  /** What this message adds to its conversation; `undefined` when that is all of the body. */
  uniqueBody: ItemBody | undefined
  from: Recipient | null
  sender: Recipient | null
  toRecipients: readonly Recipient[]
  ccRecipients: readonly Recipient[]
  bccRecipients: readonly Recipient[]
  replyTo: readonly Recipient[]
  /** `null` for a draft in Graph is the time of its creation; times are ISO 8601 in whole seconds. */
  receivedDateTime: string
  sentDateTime: string
  internetMessageId: string
  /** The Message-IDs of the messages before it, oldest first. */
  references: readonly string[]
  /** The number of its conversation in this mailbox. */
  thread: number
  depth: number
  importance: 'low' | 'normal' | 'high'
  inferenceClassification: 'focused' | 'other'
  isRead: boolean
  isDraft: boolean
  isReadReceiptRequested: boolean
  isDeliveryReceiptRequested: boolean | null
  categories: readonly string[]
  flag: FollowupFlag
  attachments: Attachment[]
  /** Headers beyond those that follow from the other properties. */
  extraHeaders: readonly { readonly name: string; readonly value: string }[]
  /** For an invitation or an answer to one: what it is and the event it belongs to. */
  meeting: MeetingMessage | undefined
  /** The message as it was imported or sent, byte for byte; `undefined` when it is written anew. */
  raw: Uint8Array | undefined
}

/** What makes a message an `eventMessage`. */
export interface MeetingMessage {
  readonly type:
    | 'meetingRequest'
    | 'meetingCancelled'
    | 'meetingAccepted'
    | 'meetingTentativelyAccepted'
    | 'meetingDeclined'
  /** The event's number in the same mailbox; `undefined` when it is not on the calendar. */
  readonly event: number | undefined
  readonly start: { readonly dateTime: string; readonly timeZone: string } | undefined
  readonly end: { readonly dateTime: string; readonly timeZone: string } | undefined
  readonly location: string | undefined
  /** The iCalendar UID of the meeting, by which it is found on a calendar; `undefined` for mail from elsewhere. */
  readonly uid?: string
  /** What else is known of the meeting, under Graph's own names. */
  readonly details?: Readonly<Record<string, unknown>>
}
