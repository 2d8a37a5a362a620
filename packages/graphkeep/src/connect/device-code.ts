import { SignInRequired } from '@graphkeep/core'
import { catalog, permissionsOf } from '@graphkeep/graph-tools'
import { type DeviceCodeSignIn, deviceCodeSignIn, type SignedInAccount } from '@graphkeep/graph-tools/auth'

import type { Connect, Connection } from './connection.ts'

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
}

/**
 * Connects as the person who signs in with a device code. A call while nobody is signed in is refused with the address
 * and the code.
 *
 * @example
 * ```ts
 * const keep = await createGraphkeep({ connect: deviceCode({ clientId: '00000000-0000-0000-0000-000000000000' }) })
 * ```
 */
export function deviceCode(options: DeviceCodeConnection): Connect {
  const { clientId, tenant, baseUrl, permissions = permissionsOf(catalog, 'delegated') } = options
  return ({ secrets, clock }) => {
    const howToSignIn = 'Run "graphkeep login", or call any tool to get a code.'
    const signIn = deviceCodeSignIn({
      clientId,
      scopes: permissions,
      secrets,
      clock,
      howToSignIn,
      ...(tenant && { tenant }),
    })
    return { ...connectionOf(signIn), ...(baseUrl !== undefined && { baseUrl }) }
  }
}

function connectionOf(signIn: DeviceCodeSignIn): Connection {
  let account: SignedInAccount | undefined
  const prompt = sharedPrompt(signIn)

  return {
    name: 'device code',
    tokens: signIn.tokens,
    state: () => signIn.state(),

    async scope() {
      account ??= await signIn.account()
      if (account) return account.scope
      throw new SignInRequired(`Nobody is signed in. ${await prompt()} Then repeat the call.`)
    },

    async signIn(onPrompt) {
      account = await signIn.signIn(onPrompt)
      return account.name ?? account.scope.account
    },

    async signOut() {
      account = undefined
      await signIn.signOut()
    },
  }
}

/** Asks for a code, waits behind the answer for it to be entered, and gives the same one to whoever asks meanwhile. */
function sharedPrompt(signIn: DeviceCodeSignIn): () => Promise<string> {
  let asked: Promise<string> | undefined
  return () => {
    asked ??= new Promise<string>((resolve, reject) => {
      const ended = () => {
        asked = undefined
      }
      signIn
        .signIn(({ message }) => resolve(message))
        .then(ended, (error) => {
          ended()
          reject(error)
        })
    })
    return asked
  }
}
