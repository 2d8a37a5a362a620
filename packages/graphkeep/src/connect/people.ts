import { type Clock, SignInRequired } from '@graphkeep/core'
import type { Accounts, KnownAccount } from '@graphkeep/graph-tools/account'
import type { SignInOptions } from '@graphkeep/graph-tools/auth'

import { backgroundSignIn } from './background-sign-in.ts'
import type { Connect, Connection, SignInPrompt, SignInWish } from './connection.ts'
import { type KeptSignIns, keptSignIns, type PersonSignIn } from './kept-sign-ins.ts'
import type { PublicApp } from './public-app.ts'

/** A connection with which any number of people sign in, side by side. */
export interface PeopleConnection extends Connection {
  /** Lets a person sign in, and returns who did. Waits for it. */
  signIn(onPrompt: (prompt: SignInPrompt) => void, how?: SignInWish): Promise<string>

  /** Takes over the sign-in of another program, and returns whose it is. The token is used once. */
  importRefreshToken(refreshToken: string): Promise<KnownAccount>
  readonly accounts: Accounts
}

const howToSignIn = 'Run "graphkeep login", or call account_sign_in if it is among the tools.'

/** Connects as the people who sign in with an app; `open` says how they are asked. */
export function people(
  app: PublicApp,
  name: string,
  open: (options: SignInOptions & { readonly clock: Clock }) => PersonSignIn,
): Connect<PeopleConnection> {
  const { clientId, tenant = 'organizations', baseUrl, authority, fetch } = app
  const reached = { ...(authority && { authority }), ...(fetch && { fetch }) }

  return ({ secrets, clock, forget, permissions }) => {
    const { permissions: scopes = permissions } = app
    const options = { clientId, tenant, scopes, clock, howToSignIn, ...reached }
    const place = { tenant, account: clientId }
    const signIns = keptSignIns({
      secrets,
      place,
      forget,
      howToSignIn,
      open: (secrets) => open({ ...options, secrets }),
    })
    return {
      name,
      ...peopleOf(signIns),
      ...(baseUrl !== undefined && { baseUrl }),
      ...(fetch && { fetch }),
    }
  }
}

function peopleOf(signIns: KeptSignIns): Omit<PeopleConnection, 'name'> {
  const background = backgroundSignIn((show, signal) =>
    signIns.signIn(({ message: _, ...request }) => show(request), { signal }),
  )

  return {
    tokens: signIns.tokens,
    importRefreshToken: signIns.importRefreshToken,

    async scope() {
      const [first] = await signIns.list()
      if (first) return first.scope
      const { url, code } = await background.begin()
      const enter = code === undefined ? 'sign in' : `enter the code ${code}`
      throw new SignInRequired(`Nobody is signed in. Open ${url} and ${enter}. Then repeat the call.`)
    },

    async state() {
      const names = (await signIns.list()).map(({ scope }) => `${scope.account} of tenant ${scope.tenant}`)
      if (names.length === 0) return { signedIn: false, detail: `Nobody is signed in. ${howToSignIn}` }
      return { signedIn: true, detail: names.join(', ') }
    },

    async signIn(onPrompt, how) {
      const { name, scope } = await signIns.signIn(onPrompt, how)
      return name ?? scope.account
    },

    accounts: {
      list: signIns.list,
      signIn: background.begin,
      progress: background.progress,
      signOut: signIns.signOut,
    },

    close: background.stop,
  }
}
