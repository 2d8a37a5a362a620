import type { JsonObject } from '../../gateway/parse-json.ts'
import type { Random } from '../../random/random.ts'
import type { LocalTime } from '../calendar/event.ts'
import type { User } from '../directory/user.ts'
import type { MessageRule } from './message-rule.ts'

/** What is answered to senders while somebody is away. */
export interface AutomaticReplies {
  status: 'disabled' | 'alwaysEnabled' | 'scheduled'
  externalAudience: 'none' | 'contactsOnly' | 'all'
  scheduledStartDateTime: LocalTime
  scheduledEndDateTime: LocalTime
  /** HTML. */
  internalReplyMessage: string
  /** HTML. */
  externalReplyMessage: string
}

/** When somebody works. */
export interface WorkingHours {
  daysOfWeek: readonly string[]
  /** Of the form `08:00:00.0000000`. */
  startTime: string
  endTime: string
  /** The name of a zone. */
  timeZone: string
  /** The zone in full, where the client has described one of its own; `undefined` for those that are known by name. */
  customZone: JsonObject | undefined
}

/** A category of the list that Outlook offers, with its colour. */
export interface Category {
  readonly id: string
  readonly displayName: string
  /** `none`, or `preset0` to `preset24`. */
  color: string
}

/** Where messages of a sender go, whatever Outlook would think of them. */
export interface SenderOverride {
  readonly id: string
  classifyAs: 'focused' | 'other'
  readonly senderEmailAddress: { name: string; readonly address: string }
}

/** How somebody has set up their mailbox. */
export interface MailboxPreferences {
  readonly automaticReplies: AutomaticReplies
  /** The addresses, in lower case, that have been answered since automatic replies were last set up. */
  readonly answered: Set<string>
  readonly workingHours: WorkingHours
  timeZone: string
  /** A language tag, e.g. `en-US`. */
  locale: string
  dateFormat: string
  timeFormat: string
  delegateMeetingMessageDeliveryOptions: string
  readonly categories: Category[]
  readonly overrides: SenderOverride[]
  /** In the order of their sequence. */
  readonly rules: MessageRule[]
  /** An id for a category or an override. */
  newId(): string
  /** An id for a rule. */
  newRuleId(): string
}

/** The colours that Outlook gives to the categories of a new mailbox. */
const initialCategories: readonly (readonly [string, string])[] = [
  ['Red category', 'preset0'],
  ['Orange category', 'preset1'],
  ['Yellow category', 'preset3'],
  ['Green category', 'preset4'],
  ['Blue category', 'preset7'],
  ['Purple category', 'preset8'],
  ['Customer', 'preset9'],
  ['Follow up', 'preset15'],
]

/** The set-up of a new mailbox: no automatic replies, Monday to Friday from 8 to 5; `now` is ISO 8601. */
export function createPreferences(owner: User, random: Random, now: string): MailboxPreferences {
  const newId = (): string => random.guid()
  const tomorrow = new Date(Date.parse(now) + 86_400_000).toISOString()
  const hour = (moment: string): LocalTime => ({
    dateTime: `${moment.slice(0, 13)}:00:00.0000000`,
    timeZone: 'UTC',
  })

  return {
    automaticReplies: {
      status: 'disabled',
      externalAudience: 'all',
      scheduledStartDateTime: hour(now),
      scheduledEndDateTime: hour(tomorrow),
      internalReplyMessage: '',
      externalReplyMessage: '',
    },
    answered: new Set(),
    workingHours: {
      daysOfWeek: ['monday', 'tuesday', 'wednesday', 'thursday', 'friday'],
      startTime: '08:00:00.0000000',
      endTime: '17:00:00.0000000',
      timeZone: owner.timeZone,
      customZone: undefined,
    },
    timeZone: owner.timeZone,
    locale: owner.preferredLanguage ?? 'en-US',
    dateFormat: 'yyyy-MM-dd',
    timeFormat: 'HH:mm',
    delegateMeetingMessageDeliveryOptions: 'sendToDelegateOnly',
    categories: initialCategories.map(([displayName, color]) => ({ id: newId(), displayName, color })),
    overrides: [],
    rules: [],
    newId,
    newRuleId: () => Buffer.concat([Buffer.from('01000000', 'hex'), random.bytes(4)]).toString('base64'),
  }
}
