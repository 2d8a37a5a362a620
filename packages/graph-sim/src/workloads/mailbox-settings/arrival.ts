import { GraphProblem } from '../../errors/graph-problem.ts'
import type { JsonObject } from '../../gateway/parse-json.ts'
import type { MailFolder, Message } from '../mail/mail-folder.ts'
import type { MessageContent } from '../mail/message-content.ts'
import type { Mailbox } from '../outlook/mailbox.ts'
import { matchesRule } from './match-rule.ts'
import type { MessageRule } from './message-rule.ts'
import { type PassedOn, passOn } from './pass-on.ts'

/** What an override says about a message's sender; otherwise what the message says. */
export function classificationOf(
  { preferences }: Mailbox,
  { from, inferenceClassification }: MessageContent,
): MessageContent['inferenceClassification'] {
  const sender = from?.emailAddress.address.toLowerCase()
  const override = preferences.overrides.find(
    (each) => each.senderEmailAddress.address.toLowerCase() === sender,
  )
  return override?.classifyAs ?? inferenceClassification
}

/**
 * Applies the rules of an inbox to a message that has arrived there; gives back what they send to others.
 *
 * A rule whose folder is gone is marked as faulty, and the message stays where it is.
 */
export function applyRules(mailbox: Mailbox, message: Message): readonly PassedOn[] {
  const passed: PassedOn[] = []
  for (const rule of mailbox.preferences.rules) {
    if (!rule.isEnabled || !matchesRule(rule, message, mailbox)) continue
    const { actions } = rule
    change(message, actions, mailbox)
    passed.push(...passOn(message, actions, mailbox))
    const target = folderOf(rule, 'copyToFolder', mailbox)
    if (target !== undefined) copy(message, target, mailbox)
    if (place(message, rule, mailbox) === 'gone' || actions['stopProcessingRules'] === true) break
  }
  return passed
}

function change(message: Message, actions: JsonObject, mailbox: Mailbox): void {
  const { assignCategories, markImportance } = actions
  if (actions['markAsRead'] === true) message.isRead = true
  if (Array.isArray(assignCategories))
    message.categories = [...new Set([...message.categories, ...assignCategories.map(String)])]
  if (markImportance === 'low' || markImportance === 'normal' || markImportance === 'high')
    message.importance = markImportance
  mailbox.messages.touch(message)
}

function copy(message: Message, target: MailFolder, { messages }: Mailbox): void {
  const { serial, entry, version, folder, ...content } = message
  messages.add({ ...content, attachments: [...content.attachments] }, target)
}

/** Moves or deletes the message as a rule says. */
function place(message: Message, rule: MessageRule, mailbox: Mailbox): 'kept' | 'gone' {
  const { messages, folders } = mailbox
  if (rule.actions['permanentDelete'] === true) {
    messages.remove(message)
    return 'gone'
  }
  const target =
    rule.actions['delete'] === true
      ? folders.wellKnown('deleteditems')
      : folderOf(rule, 'moveToFolder', mailbox)
  if (target !== undefined) messages.move(message, target)
  return 'kept'
}

function folderOf(
  rule: MessageRule,
  action: 'copyToFolder' | 'moveToFolder',
  { folders }: Mailbox,
): MailFolder | undefined {
  const id = rule.actions[action]
  if (typeof id !== 'string') return undefined
  try {
    return folders.find(id)
  } catch (error) {
    if (!(error instanceof GraphProblem)) throw error
    rule.hasError = true
    return undefined
  }
}
