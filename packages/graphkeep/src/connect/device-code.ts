import { SignInRequired } from '@graphkeep/core'
import { catalog, permissionsOf } from '@graphkeep/graph-tools'
import { deviceCodeSignIn } from '@graphkeep/graph-tools/auth'

import { backgroundSignIn } from './background-sign-in.ts'
import type { Connect, Connection } from './connection.ts'
import { type KeptSignIns, keptSignIns } from './kept-sign-ins.ts'

/** How to sign in to a real tenant. */
export interface DeviceCodeConnection {
  /** The application (client) id of an app registration with public client flows allowed. */
  readonly clientId: string

  /** Whose people may sign in: a tenant's id or domain. Default `organizations`, for any. */
  readonly tenant?: string

  /** Where Microsoft Graph is. Default `https://graph.microsoft.com/v1.0`. */
  readonly baseUrl?: string

  /** The delegated permissions to ask for. Default: what the catalog's tools need, and no more. */
  readonly permissions?: readonly string[]

  /** The sign-in service of the cloud. Default `https://login.microsoftonline.com`. */
  readonly authority?: string

  /** Carries the requests, those to the sign-in service included. Default: the global `fetch`. */
  readonly fetch?: typeof globalThis.fetch
}

/**
 * Connects as the people who sign in with a device code; calls that name none are about the first of them. A call while
 * nobody is signed in is refused with the address and the code.
 *
 * @example
 * ```ts
 * const keep = await createGraphkeep({ connect: deviceCode({ clientId: '00000000-0000-0000-0000-000000000000' }) })
 * ```
 */
export function deviceCode(options: DeviceCodeConnection): Connect {
  const { clientId, tenant = 'organizations', baseUrl, authority, fetch } = options
  const { permissions = permissionsOf(catalog, 'delegated') } = options
  return ({ secrets, clock }) => {
    const app = { clientId, tenant, scopes: permissions, clock, howToSignIn }
    const signIns = keptSignIns(secrets, { tenant, account: clientId }, (secrets) =>
      deviceCodeSignIn({ ...app, secrets, ...(authority && { authority }), ...(fetch && { fetch }) }),
    )
    return { ...connectionOf(signIns), ...(baseUrl !== undefined && { baseUrl }), ...(fetch && { fetch }) }
  }
}

const howToSignIn = 'Run "graphkeep login", or call account_sign_in.'

function connectionOf(signIns: KeptSignIns): Connection {
  const background = backgroundSignIn((show, signal) =>
    signIns.signIn(({ verificationUri, userCode, expiresAt }) => {
      show({ url: verificationUri, code: userCode, expiresAt })
    }, signal),
  )

  return {
    name: 'device code',
    tokens: signIns.tokens,

    async scope() {
      const [first] = await signIns.list()
      if (first) return first.scope
      const { url, code } = await background.begin()
      throw new SignInRequired(
        `Nobody is signed in. Open ${url} and enter the code ${code}. Then repeat the call.`,
      )
    },

    async state() {
      const names = (await signIns.list()).map(({ scope }) => `${scope.account} of tenant ${scope.tenant}`)
      if (names.length === 0) return { signedIn: false, detail: `Nobody is signed in. ${howToSignIn}` }
      return { signedIn: true, detail: names.join(', ') }
    },

    async signIn(onPrompt) {
      const { name, scope } = await signIns.signIn(onPrompt)
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
