import { type Clock, SignInRequired, systemClock } from '@graphkeep/core'

import type { TokenOptions, TokenSource } from '../client/token-source.ts'
import { signInProblem } from './sign-in-problem.ts'

/** A token, and when it ends in milliseconds since the epoch. */
export interface TimedToken {
  readonly token: string
  readonly expiresAt: number
}

/** How an application gets its tokens. */
export interface ApplicationTokensOptions {
  /** The only tenant it has tokens for. Default: whichever the scope names. */
  readonly tenant: string | undefined
  readonly clock?: Clock

  /** A sentence for errors that says what to do when the provider refuses the app. */
  readonly howToSignIn: string
  acquire(tenant: string, wish: TokenOptions): Promise<TimedToken>
}

/** Tokens are renewed this long before they end, so that none ends on its way. */
const marginMs = 5 * 60_000

/** Gives an application's tokens, one for each tenant, renewed ahead of their end: once, whoever asks. */
export function applicationTokens(options: ApplicationTokensOptions): TokenSource {
  const { clock = systemClock, howToSignIn, acquire } = options
  const remembered = new Map<string, TimedToken>()
  const running = new Map<string, Promise<string>>()

  async function renew(tenant: string, wish: TokenOptions): Promise<string> {
    try {
      const timed = await acquire(tenant, wish)
      remembered.set(tenant, timed)
      return timed.token
    } catch (error) {
      throw signInProblem(error, { howToSignIn })
    }
  }

  function renewOnce(tenant: string, wish: TokenOptions): Promise<string> {
    const key = JSON.stringify([tenant, wish.claims])
    const begun = running.get(key) ?? renew(tenant, wish).finally(() => running.delete(key))
    running.set(key, begun)
    return begun
  }

  return {
    kind: 'application',

    async token(scope, wish = {}) {
      const tenant = scope.tenant.toLowerCase()
      if (options.tenant !== undefined && options.tenant.toLowerCase() !== tenant) {
        throw new SignInRequired(
          'The application signs in to another tenant than the one that was asked for. Name it the same way in both places.',
        )
      }
      const last = remembered.get(tenant)
      const isGood = last !== undefined && last.expiresAt - marginMs > clock.now()
      return isGood && !wish.forceRefresh && wish.claims === undefined ? last.token : renewOnce(tenant, wish)
    },
  }
}
