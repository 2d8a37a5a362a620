import type { Clock } from '../clock.ts'
import type { SecretStore } from '../secrets/secret-store.ts'
import { type ContractCase, type ContractOptions, casesOf } from './contract.ts'
import { exclusiveRules, lifeRules, secretRules } from './secrets/secret-rules.ts'

/**
 * Returns the rules that every {@link SecretStore} obeys.
 *
 * @param open Opens an empty one. The case closes it.
 *
 * @example
 * ```ts
 * for (const { name, run } of secretStoreContract((clock) => createMemorySecrets({ clock }))) it(name, run)
 * ```
 */
export function secretStoreContract(
  open: (clock: Clock) => SecretStore | Promise<SecretStore>,
  options: ContractOptions = {},
): readonly ContractCase[] {
  return casesOf([...secretRules, ...lifeRules, ...exclusiveRules], open, options)
}
