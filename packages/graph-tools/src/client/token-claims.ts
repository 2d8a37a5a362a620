import { untilAborted } from '@graphkeep/core'

import type { GraphCall } from './graph-call.ts'

/** What a token says of itself. Nothing of it is proven: whoever relies on it has had the signature checked. */
export interface TokenClaims {
  readonly tid?: string
  readonly oid?: string
  readonly preferred_username?: string
  readonly upn?: string
  readonly unique_name?: string

  /** The delegated permissions, separated by blanks; absent in tokens of applications. */
  readonly scp?: string

  /** The permissions of an application. */
  readonly roles?: readonly string[]

  /** The client id of the app that the token was given to. */
  readonly appid?: string

  /** In seconds since the epoch. */
  readonly exp?: number
}

const texts = ['tid', 'oid', 'preferred_username', 'upn', 'unique_name', 'scp', 'appid'] as const

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

/** Reads what the token of a call tells; nothing when it is not one that tells. */
export async function claimsFor({ tokens, scope, signal }: GraphCall): Promise<TokenClaims> {
  return claimsIn(await untilAborted(tokens.token(scope, { signal }), signal)) ?? {}
}

/** Returns whether a token says that it is an application's own, with nobody signed in. */
export function isOfApplication(token: string): boolean {
  const { scp, roles } = claimsIn(token) ?? {}
  return scp === undefined && roles !== undefined
}

function wellFormed(claims: object): TokenClaims {
  const { exp, roles } = claims as { readonly exp?: unknown; readonly roles?: unknown }
  const told = texts.flatMap((name) => {
    const value: unknown = Reflect.get(claims, name)
    return typeof value === 'string' ? [[name, value]] : []
  })
  return {
    ...Object.fromEntries(told),
    ...(typeof exp === 'number' && { exp }),
    ...(Array.isArray(roles) && { roles: roles.filter((role) => typeof role === 'string') }),
  }
}
