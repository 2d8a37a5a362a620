import type { SecretStore } from '../secrets/secret-store.ts'
import { type ContractCase, casesOf } from './contract.ts'
import { exclusiveRules, secretRules } from './secrets/secret-rules.ts'

/**
 * Returns the rules that every {@link SecretStore} obeys.
 *
 * @param open Opens an empty one. The case closes it.
 *
 * @example
 * ```ts
 * for (const { name, run } of secretStoreContract(() => createMemorySecrets())) it(name, run)
 * ```
 */
export function secretStoreContract(open: () => SecretStore | Promise<SecretStore>): readonly ContractCase[] {
  return casesOf([...secretRules, ...exclusiveRules], open, {})
}
