import { refuse } from '../../errors/graph-problem.ts'
import { isObject, type JsonObject, member } from '../../gateway/parse-json.ts'
import type { Mailbox } from '../outlook/mailbox.ts'
import type { MessageRule } from './message-rule.ts'

/** A rule of a request body; refuses one without a name, a sequence or actions. It is off unless the client turns it on. */
export function ruleFrom(members: JsonObject, mailbox: Mailbox): MessageRule {
  const { displayName, sequence, actions } = members
  if (typeof displayName !== 'string' || typeof sequence !== 'number' || !isObject(actions)) invalid()
  const rule: MessageRule = {
    id: mailbox.preferences.newRuleId(),
    displayName,
    sequence,
    isEnabled: false,
    hasError: false,
    conditions: undefined,
    exceptions: undefined,
    actions: {},
  }
  changeRule(rule, members, mailbox)
  return rule
}

/** Makes a client's changes to a rule; refuses actions without effect, and those on folders that do not exist. */
export function changeRule(rule: MessageRule, members: JsonObject, { folders }: Mailbox): void {
  const { displayName, sequence, isEnabled, conditions, exceptions, actions } = members
  if (isObject(actions)) {
    if (Object.keys(actions).length === 0) invalid()
    for (const name of ['moveToFolder', 'copyToFolder'] as const)
      if (typeof actions[name] === 'string') folders.find(actions[name])
  }
  if (displayName === '' || (typeof sequence === 'number' && !(Number.isInteger(sequence) && sequence >= 0)))
    invalid()
  rule.hasError = false
  if (typeof displayName === 'string') rule.displayName = displayName
  if (typeof sequence === 'number') rule.sequence = sequence
  if (typeof isEnabled === 'boolean') rule.isEnabled = isEnabled
  if (isObject(actions)) rule.actions = actions
  if (conditions !== undefined) rule.conditions = predicatesFrom(conditions)
  if (exceptions !== undefined) rule.exceptions = predicatesFrom(exceptions)
}

/** What a rule looks for; Exchange keeps parts of senders' addresses in capitals. */
function predicatesFrom(value: unknown): JsonObject | undefined {
  if (!isObject(value)) return undefined
  const words = member(value, 'senderContains')
  return Array.isArray(words)
    ? { ...value, senderContains: words.map((word) => String(word).toUpperCase()) }
    : value
}

function invalid(): never {
  refuse({
    status: 400,
    code: 'ErrorInboxRulesValidationError',
    message: 'A validation error occurred while executing the rule operation.',
  })
}
