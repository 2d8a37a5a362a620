import type { Scope } from '@graphkeep/core'

/** What the client asks of a token. */
export interface TokenOptions {
  /** Whether Graph has refused the last token, so that a kept one is of no use. Default `false`. */
  readonly forceRefresh?: boolean

  /** What Graph demands of the next token, as the JSON of a claims request. Default nothing. */
  readonly claims?: string

  /** Aborts when the call that needs the token ends. */
  readonly signal?: AbortSignal
}

/** Where access tokens for Microsoft Graph come from. Tokens are asked for before every request; keep them. */
export interface TokenSource {
  /** On whose behalf the tokens are. `application` tokens have no `/me`; the scope's account takes its place. Default `delegated`. */
  readonly kind?: 'delegated' | 'application'

  /**
   * Returns for whom `me` stands in paths, e.g. a shared mailbox that another account's token opens; `undefined` for the
   * token's own account. Default: nobody else, and for `application` tokens the scope's account.
   */
  owner?(scope: Scope): string | undefined

  /**
   * Whether it makes sure by itself whose account a token is of, which scopes need not name as tokens do. Default `false`:
   * the client compares what they tell.
   */
  readonly knowsAccount?: boolean

  /**
   * Returns an access token for the scope's account.
   *
   * @throws {@link SignInRequired} when only a person can get one.
   */
  token(scope: Scope, options?: TokenOptions): Promise<string>
}
