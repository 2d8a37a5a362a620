import { systemClock } from '@graphkeep/core'

import { type Redeemed, redeemCode } from '../auth/authorization-code.ts'
import { signInProblem } from '../auth/sign-in-problem.ts'
import { type Callback, readCallback } from './callback.ts'
import { checkConnection } from './check-connection.ts'
import { connectionTokens, howToSignIn } from './connection-tokens.ts'
import type { Connections } from './connections.ts'
import type { ConnectionsOptions, WebApp } from './connections-options.ts'
import { type ExpectedAccount, refuseOther } from './expected-account.ts'
import { type Handshake, handshakes } from './handshake.ts'
import { userConnections } from './user-connections.ts'

/**
 * Connects accounts of a web app's users: an authorization code with PKCE, for an app that proves that it is itself, on
 * Microsoft's own library.
 *
 * @example
 * ```ts
 * const connections = createConnections({ app, secrets: sealedSecrets(secrets, sealer), forget: cache.disconnect })
 * response.redirect(await connections.begin(session.user))
 * const { scope } = await connections.complete(session.user, request.url)
 * ```
 */
export function createConnections(options: ConnectionsOptions): Connections {
  const { app, secrets, clock = systemClock } = options
  const begun = handshakes(app, secrets, clock)
  const { own, keep, ...others } = userConnections(options, clock)
  const tokens = connectionTokens(options, clock)

  return {
    tokens,
    ...others,

    async begin(user, wish = {}) {
      const renewed = wish.connection === undefined ? undefined : await own(user, wish.connection)
      const expected: ExpectedAccount[] = [
        ...(isId(app.tenant) ? [{ tenant: app.tenant }] : []),
        ...(wish.expected ? [wish.expected] : []),
        ...(renewed ? [{ tenant: renewed.scope.tenant, account: renewed.objectId }] : []),
      ]
      const hint = renewed && { loginHint: renewed.account }
      try {
        return await begun.begin(user, { ...hint, ...wish }, expected)
      } catch (error) {
        throw signInProblem(error, { howToSignIn, app })
      }
    },

    async complete(user, callback) {
      const answer = readCallback(callback)
      return keep(user, await redeemed(app, await begun.take(user, answer.state), answer))
    },

    async test(user, id, mailbox) {
      const { scope, mailboxes } = await own(user, id)
      const opened = mailboxes.find(({ address }) => address === mailbox?.toLowerCase())
      if (mailbox !== undefined && !opened)
        return { works: false, detail: 'This mailbox is not open. Open it with openMailbox first.' }
      return checkConnection({ ...options, tokens, clock }, opened?.scope ?? scope)
    },
  }
}

async function redeemed(
  app: WebApp,
  { expected, ...request }: Handshake,
  { code, error }: Callback,
): Promise<Redeemed> {
  try {
    if (code === undefined) throw Object.assign(new Error('The provider refused'), { errorCode: error })
    const redeemed = await redeemCode(app, { ...request, code })
    refuseOther(redeemed.account, expected)
    return redeemed
  } catch (problem) {
    throw signInProblem(problem, { howToSignIn, app })
  }
}

function isId(tenant: string | undefined): tenant is string {
  return tenant !== undefined && /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(tenant)
}
