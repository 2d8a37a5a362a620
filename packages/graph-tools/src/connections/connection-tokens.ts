import { type Clock, type Scope, SignInRequired, scopeKey } from '@graphkeep/core'

import { keptTokens } from '../auth/kept-tokens.ts'
import { type SilentTokens, silentTokens } from '../auth/silent-tokens.ts'
import type { TokenSource } from '../client/token-source.ts'
import type { ConnectionsOptions } from './connections-options.ts'
import { type Holder, holderOf, mailboxOf } from './holder.ts'

export const howToSignIn = 'Connect the account again.'

/**
 * Gives tokens for scopes of connections. What is remembered here counts only while the connection is kept, so that
 * one that any process has ended gives none.
 */
export function connectionTokens({ app, secrets }: ConnectionsOptions, clock: Clock): TokenSource {
  const opened = new Map<string, SilentTokens>()

  function tokensOf(holder: Holder): SilentTokens {
    const key = scopeKey(holder.scope)
    const known =
      opened.get(key) ?? silentTokens(app, keptTokens(secrets, holder.scope), { clock, howToSignIn })
    opened.set(key, known)
    return known
  }

  return {
    owner: mailboxOf,
    knowsAccount: true,

    async token(scope: Scope, options) {
      const holder = await holderOf(secrets, scope)
      if (holder) return tokensOf(holder).token(holder.account, options)
      opened.delete(scopeKey(scope))
      throw new SignInRequired(`There is no such connection, or it has ended. ${howToSignIn}`)
    },
  }
}
