import { unauthenticated } from '../errors/catalog.ts'
import { type Problem, refuse } from '../errors/graph-problem.ts'
import type { TenantState } from '../tenant/tenant-state.ts'
import type { Principal } from './principal.ts'
import { readToken, usual } from './token.ts'

const challenge = {
  'WWW-Authenticate':
    'Bearer realm="", authorization_uri="https://login.microsoftonline.com/common/oauth2/authorize", client_id="00000003-0000-0000-c000-000000000000"',
}

/** Finds out who calls from the `Authorization` header; refuses with Graph's 401 for each way a token can be wrong. */
export function authenticate(headers: Headers, tenant: TenantState): Principal {
  const [, token] = /^bearer\s+(\S+)\s*$/i.exec(headers.get('authorization') ?? '') ?? []
  if (token === undefined) reject(unauthenticated.absent)
  const read = readToken(token, tenant.secret)
  if (read.outcome !== 'genuine') reject(unauthenticated[read.outcome])
  const { claims } = read
  if (claims.tid !== tenant.id) reject(unauthenticated.foreign)
  if (claims.exp * 1000 <= tenant.clock.now()) reject(unauthenticated.expired)
  const common = { appId: claims.appid, expiresAt: claims.exp * 1000 }
  if (claims.roles !== undefined) return { ...common, kind: 'application', granted: new Set(claims.roles) }
  const user = tenant.directory.find(claims.oid)
  if (user === undefined) reject(unauthenticated.foreign)
  return { ...common, kind: 'delegated', user, granted: permissionsIn(claims.scp ?? '', tenant) }
}

function permissionsIn(scp: string, { usualPermissions }: TenantState): ReadonlySet<string> {
  return scp === usual ? usualPermissions : new Set(scp.split(' '))
}

function reject(problem: Problem): never {
  refuse({ ...problem, headers: challenge })
}
