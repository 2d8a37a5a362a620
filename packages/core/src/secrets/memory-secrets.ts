import { type Clock, systemClock } from '../clock.ts'
import { StoreUnavailable } from '../errors.ts'
import { type Scope, scopeKey } from '../scope.ts'
import type { SecretStore } from './secret-store.ts'

/** What secrets in memory go by. */
export interface MemorySecretsOptions {
  /** Default: the machine's time. */
  readonly clock?: Clock
}

/**
 * Makes a place for secrets in this process's memory: they are gone when it ends.
 *
 * @example
 * ```ts
 * const secrets = createMemorySecrets()
 * await secrets.set({ tenant: 'contoso.com', account: 'ada' }, 'msal', new Uint8Array([1, 2, 3]))
 * ```
 */
export function createMemorySecrets({ clock = systemClock }: MemorySecretsOptions = {}): SecretStore {
  const scopes = new Map<string, Map<string, Secret>>()
  const exclusive = createTurns()
  const lives = ({ expiresAt }: Secret): boolean => clock.now() < expiresAt
  let closed = false

  function use(scope: Scope): Map<string, Secret> {
    if (closed) throw new StoreUnavailable('memory', { cause: new Error('It was closed') })
    const key = scopeKey(scope)
    const secrets = scopes.get(key) ?? new Map<string, Secret>()
    scopes.set(key, secrets)
    return secrets
  }

  return {
    name: 'memory',

    async get(scope, name) {
      const secret = use(scope).get(name)
      return secret && lives(secret) ? new Uint8Array(secret.value) : undefined
    },

    async set(scope, name, value, { expiresAt = Number.POSITIVE_INFINITY } = {}) {
      const secrets = use(scope)
      for (const [other, secret] of secrets) if (!lives(secret)) secrets.delete(other)
      secrets.set(name, { value: new Uint8Array(value), expiresAt })
    },

    async delete(scope, name) {
      const secret = use(scope).get(name)
      return secret !== undefined && use(scope).delete(name) && lives(secret)
    },

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

interface Secret {
  readonly value: Uint8Array
  readonly expiresAt: number
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
