import { createHmac, timingSafeEqual } from 'node:crypto'

/** What a token of the simulator says, in the names that Microsoft's tokens use. */
export interface TokenClaims {
  readonly aud: string
  readonly iss: string
  readonly tid: string
  readonly appid: string
  /** Seconds since the epoch. */
  readonly iat: number
  /** Seconds since the epoch. */
  readonly exp: number
  /** The user's id, or the app's. */
  readonly oid: string
  readonly upn?: string
  /** Delegated permissions, separated by blanks; {@link usual} for all. */
  readonly scp?: string
  /** Permissions of an app without a user. */
  readonly roles?: readonly string[]
}

/** Stands in a token for all permissions that a signed-in user usually has, as it does when Microsoft's sign-in is asked. */
export const usual = '.default'

/** Writes a token with the shape of a JWT; it is worth nothing outside the tenant that holds the secret. */
export function writeToken(claims: TokenClaims, secret: string): string {
  const payload = `${encode({ typ: 'JWT', alg: 'HS256' })}.${encode(claims)}`
  return `${payload}.${sign(payload, secret)}`
}

/** What came out of reading a token. */
export type ReadToken =
  | { readonly outcome: 'malformed' | 'foreign' }
  | { readonly outcome: 'genuine'; readonly claims: TokenClaims }

/** Reads a token; `foreign` is one that another tenant or somebody else has signed. */
export function readToken(token: string, secret: string): ReadToken {
  const [header, body, signature, ...rest] = token.split('.')
  if (header === undefined || body === undefined || signature === undefined || rest.length > 0)
    return { outcome: 'malformed' }
  const claims = decode(body)
  if (decode(header) === undefined || claims === undefined) return { outcome: 'malformed' }
  const expected = Buffer.from(sign(`${header}.${body}`, secret))
  const given = Buffer.from(signature)
  const genuine = given.length === expected.length && timingSafeEqual(given, expected)
  return genuine ? { outcome: 'genuine', claims: claims as unknown as TokenClaims } : { outcome: 'foreign' }
}

function sign(payload: string, secret: string): string {
  return createHmac('sha256', secret).update(payload).digest('base64url')
}

function encode(value: object): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url')
}

function decode(part: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = JSON.parse(Buffer.from(part, 'base64url').toString('utf8'))
    return typeof value === 'object' && value !== null
      ? (value as Readonly<Record<string, unknown>>)
      : undefined
  } catch {
    return undefined
  }
}
