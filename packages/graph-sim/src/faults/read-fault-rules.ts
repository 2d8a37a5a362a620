import { type ChaosOptions, chaos } from './chaos.ts'
import { checkFaultRule } from './check-fault-rule.ts'
import type { FaultRule } from './fault-rule.ts'

const chaosMembers: readonly string[] = ['seed', 'share', 'kinds', 'match', 'times']

/**
 * Reads a plan of faults from JSON: a list of rules, in which `{ "chaos": { … } }` stands for {@link chaos}.
 *
 * Throws a `TypeError` or a `RangeError` that names the rule and says what to write instead.
 *
 * @example
 * ```ts
 * const rules = readFaultRules([
 *   { match: { method: 'POST', path: '/sendMail' }, times: 1, action: { kind: 'afterwards', status: 504 } },
 *   { chaos: { seed: 5, share: 0.05 } },
 * ])
 * for (const rule of rules) tenant.faults.add(rule)
 * ```
 */
export function readFaultRules(json: unknown): readonly FaultRule[] {
  if (!Array.isArray(json))
    throw new TypeError('A plan of faults is a list of rules: [{ "action": { "kind": "reset" } }]')
  return json.map((value: unknown, at) => naming(`Rule ${at + 1}`, () => readRule(value)))
}

function readRule(value: unknown): FaultRule {
  const rule = hasChaos(value) ? readChaos(value.chaos) : value
  checkFaultRule(rule)
  return rule
}

function hasChaos(value: unknown): value is { readonly chaos: unknown } {
  return typeof value === 'object' && value !== null && 'chaos' in value
}

function readChaos(value: unknown): FaultRule {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw new TypeError('chaos has to be an object such as { "seed": 5, "share": 0.1 }')
  for (const name of Object.keys(value))
    if (!chaosMembers.includes(name))
      throw new TypeError(`chaos has no member "${name}": use ${chaosMembers.join(', ')}`)
  const { kinds } = value as ChaosOptions
  if (kinds !== undefined && !Array.isArray(kinds))
    throw new TypeError('chaos.kinds has to be a list such as ["throttle", "reset"]')
  return chaos(value as ChaosOptions)
}

function naming<result>(name: string, read: () => result): result {
  try {
    return read()
  } catch (error) {
    if (error instanceof RangeError) throw new RangeError(`${name}: ${error.message}`)
    throw error instanceof TypeError ? new TypeError(`${name}: ${error.message}`) : error
  }
}
