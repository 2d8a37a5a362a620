import type { Scope, SecretStore } from '@graphkeep/core'

import { keptJson } from '../keeping/kept-json.ts'

/** Whose tokens open a scope. */
export interface Holder {
  /** The scope that the tokens are kept under: the connection's own. */
  readonly scope: Scope

  /** The tenant and object id of the account, as the tokens name it. */
  readonly account: Scope
}

/** What is kept under a scope to say whose tokens open it; for a mailbox of somebody else, those of another scope. */
type Kept = { readonly account: Scope } | { readonly via: Scope }

const name = 'connection'

/** Says whose tokens open a scope. */
export function setHolder(secrets: SecretStore, scope: Scope, kept: Kept): Promise<void> {
  return keptJson<Kept>(secrets, scope, name).keep(kept)
}

/** Returns whose tokens open a scope; `undefined` when no connection does. */
export async function holderOf(secrets: SecretStore, scope: Scope): Promise<Holder | undefined> {
  const kept = await keptJson<Kept>(secrets, scope, name).read()
  if (!kept) return undefined
  return 'via' in kept ? holderOf(secrets, kept.via) : { scope, account: kept.account }
}

/** Returns the scope of a mailbox that is opened through a connection: not that of the same one through another. */
export function mailboxScope({ tenant, account }: Scope, address: string): Scope {
  return { tenant, account: `${account}/${address.toLowerCase()}` }
}

/** Returns the mailbox that a scope is about; `undefined` when it is the connection's own. */
export function mailboxOf({ account }: Scope): string | undefined {
  const slash = account.indexOf('/')
  return slash === -1 ? undefined : account.slice(slash + 1)
}
