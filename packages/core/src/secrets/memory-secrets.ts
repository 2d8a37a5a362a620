import { StoreUnavailable } from '../errors.ts'
import { type Scope, scopeKey } from '../scope.ts'
import type { SecretStore } from './secret-store.ts'

/**
 * Makes a place for secrets in this process's memory: they are gone when it ends.
 *
 * @example
 * ```ts
 * const secrets = createMemorySecrets()
 * await secrets.set({ tenant: 'contoso.com', account: 'ada' }, 'msal', new Uint8Array([1, 2, 3]))
 * ```
 */
export function createMemorySecrets(): SecretStore {
  const scopes = new Map<string, Map<string, Uint8Array>>()
  const exclusive = createTurns()
  let closed = false

  function use(scope: Scope): Map<string, Uint8Array> {
    if (closed) throw new StoreUnavailable('memory', { cause: new Error('It was closed') })
    const key = scopeKey(scope)
    const secrets = scopes.get(key) ?? new Map<string, Uint8Array>()
    scopes.set(key, secrets)
    return secrets
  }

  return {
    name: 'memory',

    async get(scope, name) {
      const value = use(scope).get(name)
      return value && new Uint8Array(value)
    },

    async set(scope, name, value) {
      use(scope).set(name, new Uint8Array(value))
    },

    delete: async (scope, name) => use(scope).delete(name),
    clear: async (scope) => use(scope).clear(),

    async exclusive(scope, name, run) {
      use(scope)
      return exclusive(JSON.stringify([scopeKey(scope), name]), run)
    },

    async [Symbol.asyncDispose]() {
      closed = true
      scopes.clear()
    },
  }
}

/** Runs what has one name one after the other, in the order it came. */
function createTurns(): <T>(name: string, run: () => Promise<T>) => Promise<T> {
  const last = new Map<string, Promise<void>>()

  return async (name, run) => {
    const before = last.get(name)
    const { promise, resolve } = Promise.withResolvers<void>()
    last.set(name, promise)
    await before
    try {
      return await run()
    } finally {
      resolve()
      if (last.get(name) === promise) last.delete(name)
    }
  }
}
