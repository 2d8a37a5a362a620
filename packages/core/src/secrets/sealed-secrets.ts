import type { Sealer } from '../keys/sealer.ts'
import type { SecretStore } from './secret-store.ts'

/**
 * Seals every secret before it reaches `inner`, bound to its scope and name.
 *
 * @example
 * ```ts
 * const secrets = sealedSecrets(createMemorySecrets(), createSealer(createKeyRing([masterKey])))
 * ```
 */
export function sealedSecrets(inner: SecretStore, sealer: Sealer): SecretStore {
  return {
    name: inner.name,

    async get(scope, name) {
      const sealed = await inner.get(scope, name)
      return sealed && sealer.open({ purpose: 'tokens', scope, name }, sealed)
    },

    async set(scope, name, value, life) {
      await inner.set(scope, name, await sealer.seal({ purpose: 'tokens', scope, name }, value), life)
    },

    delete: (scope, name) => inner.delete(scope, name),
    clear: (scope) => inner.clear(scope),
    exclusive: (scope, name, run) => inner.exclusive(scope, name, run),
    [Symbol.asyncDispose]: () => inner[Symbol.asyncDispose](),
  }
}
