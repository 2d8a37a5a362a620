import type { JsonObject } from '../../gateway/parse-json.ts'

/** What happens to messages that arrive in an inbox. */
export interface MessageRule {
  readonly id: string
  displayName: string
  /** The lowest is applied first. */
  sequence: number
  isEnabled: boolean
  /** Whether the rule could not be applied. */
  hasError: boolean
  /** All have to hold; `undefined` for every message. */
  conditions: JsonObject | undefined
  /** None may hold. */
  exceptions: JsonObject | undefined
  actions: JsonObject
}
