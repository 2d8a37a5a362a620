import { type AuthInfo, OAuthError, OAuthErrorCode } from '@modelcontextprotocol/server'

/** Stands for the host's own check of its tokens. */
export async function verifyAccessToken(token: string): Promise<AuthInfo> {
  if (token !== 'token-of-ada') throw new OAuthError(OAuthErrorCode.InvalidToken, 'The token is not known')
  const extra = { tenant: 'contoso.com', account: 'ada@contoso.com' }
  return { token, clientId: 'my-client', scopes: [], expiresAt: Date.now() / 1000 + 60, extra }
}
