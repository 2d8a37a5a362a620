import { randomUUID } from 'node:crypto'

import { type Scope, type SecretStore, SignInRequired } from '@graphkeep/core'
import type { KnownAccount } from '@graphkeep/graph-tools/account'
import type { KeptSignIn } from '@graphkeep/graph-tools/auth'
import type { TokenSource } from '@graphkeep/graph-tools/client'

import type { SignInPrompt, SignInWish } from './connection.ts'

const indexName = 'accounts'

/** One person's sign-in, however the person is asked. */
export interface PersonSignIn extends Pick<KeptSignIn, 'tokens' | 'importRefreshToken' | 'signOut'> {
  signIn(onPrompt: (prompt: SignInPrompt) => void, how?: SignInWish): Promise<KnownAccount>
}

/** Where sign-ins are kept, and what ends with them. */
export interface KeptSignInsOptions {
  readonly secrets: SecretStore

  /** Where the list of accounts is kept. */
  readonly place: Scope

  /** Opens a sign-in whose tokens are kept in the given store. */
  readonly open: (secrets: SecretStore) => PersonSignIn

  /** Deletes what else is kept of an account's data. */
  readonly forget: (scope: Scope) => Promise<void>

  /** A sentence for errors. */
  readonly howToSignIn: string
}

/** Several people's sign-ins with one app, in the order in which they signed in first. */
export interface KeptSignIns {
  readonly tokens: TokenSource

  /** Returns who is signed in. Sends nothing. */
  list(): Promise<readonly KnownAccount[]>

  /** Asks one more person to sign in; somebody who is signed in already replaces their own sign-in. */
  signIn: PersonSignIn['signIn']

  /** Takes over one more person's sign-in of another program, in the same way. */
  importRefreshToken: PersonSignIn['importRefreshToken']

  /** Removes an account's tokens, and what was kept of its data, physically. Returns whether it was signed in. */
  signOut(scope: Scope): Promise<boolean>
}

/** One account, and the name under which its tokens are kept. */
interface Kept extends KnownAccount {
  readonly slot: string
}

/** Keeps each account's tokens by themselves, so that one that has ended, or is being renewed, does not touch the others. */
export function keptSignIns({ secrets, place, open, forget, howToSignIn }: KeptSignInsOptions): KeptSignIns {
  const opened = new Map<string, PersonSignIn>()

  function slotOf(slot: string): PersonSignIn {
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

  async function add(begin: (signIn: PersonSignIn) => Promise<KnownAccount>): Promise<KnownAccount> {
    const slot = randomUUID()
    const account = await begin(open(slotSecrets(secrets, slot)))
    await replace(account.scope, { ...account, slot })
    return account
  }

  return {
    list: async () =>
      (await list()).map(({ scope, name }) => ({ scope, ...(name !== undefined && { name }) })),

    signIn: (onPrompt, how) => add((signIn) => signIn.signIn(onPrompt, how)),
    importRefreshToken: (refreshToken) => add((signIn) => signIn.importRefreshToken(refreshToken)),

    async signOut(scope) {
      // Before, so that a failure leaves the account listed; and after, for what a call that ran meanwhile has kept.
      await forget(scope)
      const wasSignedIn = await replace(scope)
      await forget(scope)
      return wasSignedIn
    },

    tokens: {
      knowsAccount: true,
      async token(scope, options) {
        const kept = (await list()).find((candidate) => isSame(candidate.scope, scope))
        if (!kept) throw new SignInRequired(`${scope.account} is not signed in. ${howToSignIn}`)
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
