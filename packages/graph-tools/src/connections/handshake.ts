import { type Clock, type SecretStore, SignInRequired } from '@graphkeep/core'

import { type CodeRequest, requestCode } from '../auth/authorization-code.ts'
import { keptJson } from '../keeping/kept-json.ts'
import type { WebApp } from './connections-options.ts'
import type { ExpectedAccount } from './expected-account.ts'

/** How a person is to be asked. */
export interface ConnectWish {
  /** The id of a connection to renew; only the same account may. Default: a connection of any account. */
  readonly connection?: string

  /** Who has to sign in. Default: anybody whom the app registration lets in. */
  readonly expected?: ExpectedAccount

  /** The name to fill in. Default: that of `connection`, if any. */
  readonly loginHint?: string

  /** What to ask even of somebody who is signed in. Default `select_account` unless a name is filled in. */
  readonly prompt?: 'select_account' | 'login' | 'consent'

  /** What the person has to prove, as JSON: the `claims` of a `SignInRequired`. Default nothing special. */
  readonly claims?: string

  /** Whether the answer comes as the address's query or as a form that is posted. Default `query`. */
  readonly responseMode?: 'query' | 'form_post'
}

/** A sign-in that was begun, without the address that it began with. */
export interface Handshake extends Omit<CodeRequest, 'address'> {
  readonly expected: readonly ExpectedAccount[]
  readonly expiresAt: number
}

/** Sign-ins that users of the host have begun and not yet come back from. */
export interface Handshakes {
  /** Begins one, and returns the address to send the person to. */
  begin(user: string, wish: ConnectWish, expected: readonly ExpectedAccount[]): Promise<string>

  /**
   * Ends the one that `state` stands for, for good, before anything is done with it.
   *
   * @throws {@link SignInRequired} when this user has begun none such, has come back from it before, or too late.
   */
  take(user: string, state: string): Promise<Handshake>
}

const validMs = 10 * 60_000

/** Whoever begins without end loses the oldest. */
const mostAtOnce = 20

/** Keeps what a sign-in needs when the person comes back: sealed, for this user only, ten minutes, and once. */
export function handshakes(app: WebApp, secrets: SecretStore, clock: Clock): Handshakes {
  const ofUser = (user: string) =>
    keptJson<readonly Handshake[]>(secrets, { tenant: app.clientId, account: user }, 'handshakes')
  const open = (all: readonly Handshake[] = []): readonly Handshake[] =>
    all.filter(({ expiresAt }) => clock.now() < expiresAt)

  return {
    async begin(user, { loginHint, prompt, claims, responseMode = 'query' }, expected) {
      const asked = prompt ?? (loginHint === undefined ? 'select_account' : undefined)
      const { address, ...request } = await requestCode(app, {
        redirectUri: app.redirectUri,
        responseMode,
        ...(asked !== undefined && { prompt: asked }),
        ...(loginHint !== undefined && { loginHint }),
        ...(claims !== undefined && { claims }),
      })
      const begun = { ...request, expected, expiresAt: clock.now() + validMs }
      await ofUser(user).change(async (all) => [[...open(all), begun].slice(-mostAtOnce), undefined])
      return address
    },

    async take(user, state) {
      const found = await ofUser(user).change(async (all) => {
        const rest = open(all).filter((begun) => begun.state !== state)
        return [rest.length > 0 ? rest : undefined, open(all).find((begun) => begun.state === state)]
      })
      if (found) return found
      throw new SignInRequired(
        'This is not the answer to a sign-in that this user has begun here in the last ten minutes, or it has been used already. Nothing was done. Begin again.',
      )
    },
  }
}
