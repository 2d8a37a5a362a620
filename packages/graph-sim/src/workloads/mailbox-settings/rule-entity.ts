import type { Entity } from '../../odata/entity.ts'
import { complex, flag, int32, listOf, oneOf, type PropertyType, text } from '../../odata/property-type.ts'
import { recipientType } from '../outlook/outlook-types.ts'
import type { MessageRule } from './message-rule.ts'

const importance = oneOf('importance', 'low', 'normal', 'high')
const words = listOf(text)
const people = listOf(recipientType)
const actionFlags = [
  'any',
  'call',
  'doNotForward',
  'followUp',
  'fyi',
  'forward',
  'noResponseNecessary',
  'read',
  'reply',
  'replyToAll',
  'review',
]

const flags = [
  'hasAttachments',
  'isApprovalRequest',
  'isAutomaticForward',
  'isAutomaticReply',
  'isEncrypted',
  'isMeetingRequest',
  'isMeetingResponse',
  'isNonDeliveryReport',
  'isPermissionControlled',
  'isReadReceipt',
  'isSigned',
  'isVoicemail',
  'notSentToMe',
  'sentCcMe',
  'sentOnlyToMe',
  'sentToMe',
  'sentToOrCcMe',
]

const predicates = complex('messageRulePredicates', {
  ...Object.fromEntries(flags.map((name): [string, PropertyType] => [name, flag])),
  bodyContains: words,
  bodyOrSubjectContains: words,
  categories: words,
  fromAddresses: people,
  headerContains: words,
  importance,
  messageActionFlag: oneOf('messageActionFlag', ...actionFlags),
  recipientContains: words,
  senderContains: words,
  sensitivity: oneOf('sensitivity', 'normal', 'personal', 'private', 'confidential'),
  sentToAddresses: people,
  subjectContains: words,
  withinSizeRange: complex('sizeRange', { minimumSize: int32, maximumSize: int32 }),
})

const actions = complex('messageRuleActions', {
  assignCategories: words,
  copyToFolder: text,
  delete: flag,
  forwardAsAttachmentTo: people,
  forwardTo: people,
  markAsRead: flag,
  markImportance: importance,
  moveToFolder: text,
  permanentDelete: flag,
  redirectTo: people,
  stopProcessingRules: flag,
})

const properties = {
  id: text,
  displayName: text,
  sequence: int32,
  isEnabled: flag,
  hasError: flag,
  isReadOnly: flag,
  conditions: predicates,
  actions,
  exceptions: predicates,
} as const

/** Rules of an inbox as Graph describes them. */
export const ruleEntity: Entity<MessageRule> = {
  name: 'messageRule',
  properties,
  navigation: [],
  defaults: Object.keys(properties),
  always: ['id'],
  annotations: () => ({}),
  read: (rule, property) => (property === 'isReadOnly' ? false : rule[property as keyof MessageRule]),
}
