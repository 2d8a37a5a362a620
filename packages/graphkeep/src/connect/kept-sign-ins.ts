import { randomUUID } from 'node:crypto'

import { type Scope, type SecretStore, SignInRequired } from '@graphkeep/core'
import type { KnownAccount } from '@graphkeep/graph-tools/account'
import type { DeviceCodePrompt, DeviceCodeSignIn } from '@graphkeep/graph-tools/auth'
import type { TokenSource } from '@graphkeep/graph-tools/client'

const indexName = 'accounts'

/** Several people's sign-ins with one app, in the order in which they signed in first. */
export interface KeptSignIns {
  readonly tokens: TokenSource

  /** Returns who is signed in. Sends nothing. */
  list(): Promise<readonly KnownAccount[]>

  /** Asks one more person to sign in; somebody who is signed in already replaces their own sign-in. */
  signIn(onPrompt: (prompt: DeviceCodePrompt) => void, signal?: AbortSignal): Promise<KnownAccount>

  /** Removes an account's tokens physically. Returns whether it was signed in. */
  signOut(scope: Scope): Promise<boolean>
}

/** One account, and the name under which its tokens are kept. */
interface Kept extends KnownAccount {
  readonly slot: string
}

/**
 * Keeps each account's tokens by themselves, so that one that has ended, or is being renewed, does not touch the others.
 *
 * @param place Where the list of accounts is kept.
 * @param open Opens a sign-in whose tokens are kept in the given store.
 */
export function keptSignIns(
  secrets: SecretStore,
  place: Scope,
  open: (secrets: SecretStore) => DeviceCodeSignIn,
): KeptSignIns {
  const opened = new Map<string, DeviceCodeSignIn>()

  function slotOf(slot: string): DeviceCodeSignIn {
    const known = opened.get(slot) ?? open(slotSecrets(secrets, slot))
    opened.set(slot, known)
    return known
  }

  async function list(): Promise<readonly Kept[]> {
    const kept = await secrets.get(place, indexName)
    return kept ? (JSON.parse(new TextDecoder().decode(kept)) as Kept[]) : []
  }

  /** Removes the account's former tokens, and lists `next` in its place if there is one. */
  function replace(scope: Scope, next?: Kept): Promise<boolean> {
    return secrets.exclusive(place, indexName, async () => {
      const before = await list()
      const former = before.find((kept) => isSame(kept.scope, scope))
      if (former) await slotOf(former.slot).signOut()
      const after = former
        ? before.flatMap((kept) => (kept === former ? (next ?? []) : kept))
        : [...before, ...(next ? [next] : [])]
      await secrets.set(place, indexName, new TextEncoder().encode(JSON.stringify(after)))
      if (former) opened.delete(former.slot)
      return former !== undefined
    })
  }

  return {
    list: async () =>
      (await list()).map(({ scope, name }) => ({ scope, ...(name !== undefined && { name }) })),

    async signIn(onPrompt, signal) {
      const slot = randomUUID()
      const account = await open(slotSecrets(secrets, slot)).signIn(onPrompt, { signal })
      await replace(account.scope, { ...account, slot })
      return account
    },

    signOut: (scope) => replace(scope),

    tokens: {
      knowsAccount: true,
      async token(scope, options) {
        const kept = (await list()).find((candidate) => isSame(candidate.scope, scope))
        if (!kept)
          throw new SignInRequired(
            `${scope.account} is not signed in. Run "graphkeep login", or call account_sign_in.`,
          )
        return slotOf(kept.slot).tokens.token(kept.scope, options)
      },
    },
  }
}

/** A part of a store, whose names nobody else uses. */
function slotSecrets(secrets: SecretStore, slot: string): SecretStore {
  const named = (name: string): string => `${name}:${slot}`
  return {
    name: secrets.name,
    get: (scope, name) => secrets.get(scope, named(name)),
    set: (scope, name, value, life) => secrets.set(scope, named(name), value, life),
    delete: (scope, name) => secrets.delete(scope, named(name)),
    clear: (scope) => secrets.clear(scope),
    exclusive: (scope, name, run) => secrets.exclusive(scope, named(name), run),
    [Symbol.asyncDispose]: () => secrets[Symbol.asyncDispose](),
  }
}

function isSame(a: Scope, b: Scope): boolean {
  return (
    a.tenant.toLowerCase() === b.tenant.toLowerCase() && a.account.toLowerCase() === b.account.toLowerCase()
  )
}
