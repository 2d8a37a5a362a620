import { type Answer, ok } from '../gateway/answer.ts'
import type { Incoming } from '../gateway/incoming.ts'
import type { TokenSigner } from './token-signer.ts'

const configuration = /^\/([\w.-]+)(\/v2\.0)?\/\.well-known\/openid-configuration$/i
const keys = /^\/([\w.-]+)\/discovery(\/v2\.0)?\/keys$/i

/**
 * Answers what a client needs to check validation tokens with, under the paths that Microsoft's identity platform has
 * on its own host: `/common/.well-known/openid-configuration` and `/common/discovery/keys`, with the tenant's id in
 * the place of `common` as well. `undefined` for all other paths.
 */
export function signInMetadata(
  { method, url }: Incoming,
  tenantId: string,
  signer: TokenSigner,
): Answer | undefined {
  if (method !== 'GET') return undefined
  const { origin, pathname } = url
  const [, named = ''] = configuration.exec(pathname) ?? keys.exec(pathname) ?? []
  if (named !== 'common' && named.toLowerCase() !== tenantId) return undefined
  if (keys.test(pathname)) return ok(signer.keys())
  return ok({
    issuer: `https://sts.windows.net/${tenantId}/`,
    jwks_uri: `${origin}/${named}/discovery/keys`,
    authorization_endpoint: `${origin}/${named}/oauth2/authorize`,
    token_endpoint: `${origin}/${named}/oauth2/token`,
    response_types_supported: ['code', 'id_token', 'code id_token', 'token id_token', 'token'],
    subject_types_supported: ['pairwise'],
    id_token_signing_alg_values_supported: ['RS256'],
  })
}
