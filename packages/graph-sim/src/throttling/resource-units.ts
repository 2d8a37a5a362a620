import type { ThrottledRequest } from './limit.ts'

/** What a request to the directory costs, by its method and path; all others cost 1 (Graph rule 28). */
const costs: Readonly<Record<string, number>> = {
  'GET /applications': 2,
  'GET /applications/{application}/extensionProperties': 2,
  'GET /contracts': 3,
  'POST /directoryObjects/getByIds': 3,
  'GET /domains/{domain}/domainNameReferences': 4,
  'GET /groups/{group}/members': 3,
  'GET /groups/{group}/transitiveMembers': 5,
  'POST /users/{user}/isMemberOf': 4,
  'POST /users/{user}/checkMemberGroups': 4,
  'POST /users/{user}/checkMemberObjects': 4,
  'POST /users/{user}/getMemberGroups': 2,
  'POST /users/{user}/getMemberObjects': 2,
  'GET /users/{user}/licenseDetails': 2,
  'GET /users/{user}/memberOf': 2,
  'GET /users/{user}/ownedObjects': 2,
  'GET /users/{user}/transitiveMemberOf': 2,
  'GET /oauth2PermissionGrants': 2,
  'GET /oauth2PermissionGrants/{oAuth2PermissionGrant}': 2,
  'GET /servicePrincipals/{servicePrincipal}/appRoleAssignments': 2,
  'GET /subscribedSkus': 3,
  'GET /users': 2,
}

/** Reckons the resource units of a request, which Graph writes into `x-ms-resource-unit` for directory objects. */
export function resourceUnits(request: ThrottledRequest): number {
  const { query } = request
  const top = Number(query.option('top') ?? 20)
  const discounts = (query.option('select') === undefined ? 0 : 1) + (top < 20 ? 1 : 0)
  const extra = query.option('expand') === undefined ? 0 : 1
  return Math.max(1, (costs[operationOf(request)] ?? 1) - discounts + extra)
}

/** What a request takes of the quota of writes: the listed ones are no writes, whatever their method. */
export function writeUnits(request: ThrottledRequest): number {
  const operation = operationOf(request)
  return operation.startsWith('GET ') || operation in costs ? 0 : 1
}

function operationOf({ match }: ThrottledRequest): string {
  return `${match.route.method} ${match.template}`
}
