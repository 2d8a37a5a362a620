import type { GraphCall } from '../client/graph-call.ts'
import { signInServiceOf } from '../client/graph-clouds.ts'
import { claimsFor, type TokenClaims } from '../client/token-claims.ts'
import { adminConsentAddress } from './admin-consent-address.ts'
import { whoGrants } from './consent.ts'
import { lackingPermissions } from './lacking-permissions.ts'

/**
 * Says what to do when Graph refuses a tool: which permission is missing and who grants it where, or that none is, as
 * far as the token tells.
 */
export async function permissionAdvice(call: GraphCall): Promise<string | undefined> {
  const { tool, scheme } = call
  const needed = tool?.permissions[scheme] ?? []
  if (tool === undefined || needed.length === 0) return undefined
  const claims = await claimsFor(call)
  const lacking = lackingPermissions(needed, claims)
  if (lacking === undefined)
    return `${needs(tool.name, needed, call)}: have it granted to the app, then sign in again. If it is granted, this account has no access to what was asked for.`
  if (lacking.length === 0)
    return `The sign-in has the permissions that ${tool.name} needs, but no access to what was asked for. Whoever owns it, or an administrator, can give access.`
  return `${needs(tool.name, lacking, call)}, which the sign-in does not have. ${howToGrant(lacking, call, claims)}`
}

function needs(tool: string, permissions: readonly string[], { scheme }: GraphCall): string {
  return `${tool} needs the ${scheme} permission ${permissions.join(' and ')}`
}

function howToGrant(lacking: readonly string[], call: GraphCall, claims: TokenClaims): string {
  const page = consentPage(call, claims)
  if (lacking.some((permission) => whoGrants(permission, call.scheme) === 'administrator'))
    return `Only an administrator can grant it: it has to stand in the app's registration, and is granted ${page}.`
  const person = lacking.every((permission) => whoGrants(permission, call.scheme) === 'person')
  return `Sign in again and agree to it${person ? '; no administrator is needed, unless the tenant wants one' : ''}. An administrator can grant it ${page}.`
}

function consentPage({ url }: GraphCall, { tid, appid }: TokenClaims): string {
  const authority = signInServiceOf(url)
  if (tid === undefined || appid === undefined || authority === undefined)
    return 'in the Entra admin center, under the app’s API permissions'
  return `at ${adminConsentAddress({ authority, tenant: tid, clientId: appid })}`
}
