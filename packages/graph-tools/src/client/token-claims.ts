/** What a token says of itself. Nothing of it is proven: whoever relies on it has had the signature checked. */
export interface TokenClaims {
  readonly tid?: string
  readonly oid?: string
  readonly preferred_username?: string
  readonly upn?: string

  /** In seconds since the epoch. */
  readonly exp?: number
}

/** Reads the claims of a token; `undefined` when it is not one that tells them. */
export function claimsIn(token: string): TokenClaims | undefined {
  const [, payload, ...rest] = token.split('.')
  if (payload === undefined || rest.length !== 1) return undefined
  try {
    const claims: unknown = JSON.parse(Buffer.from(payload, 'base64url').toString('utf8'))
    return typeof claims === 'object' && claims !== null ? wellFormed(claims) : undefined
  } catch {
    return undefined
  }
}

function wellFormed(claims: object): TokenClaims {
  const text = (name: keyof TokenClaims): object => {
    const value: unknown = Reflect.get(claims, name)
    return typeof value === 'string' ? { [name]: value } : {}
  }
  const exp: unknown = Reflect.get(claims, 'exp')
  return {
    ...text('tid'),
    ...text('oid'),
    ...text('preferred_username'),
    ...text('upn'),
    ...(typeof exp === 'number' && { exp }),
  }
}
