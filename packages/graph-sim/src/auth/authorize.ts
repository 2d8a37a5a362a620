import { accessDenied, contextNotSupported, teamsAccessDenied } from '../errors/catalog.ts'
import { refuse } from '../errors/graph-problem.ts'
import type { Route } from '../routing/route.ts'
import type { User } from '../workloads/directory/user.ts'
import type { Principal } from './principal.ts'

/** Refuses with the workload's 403 unless the token carries one of the permissions that allow the route on that user's data. */
export function authorize(principal: Principal, route: Route, owner: User | undefined): void {
  const sufficient = sufficientFor(principal, route, owner)
  if (sufficient.some((permission) => principal.granted.has(permission))) return
  if (sufficient.length === 0 && route.workload === 'teams') refuse(contextNotSupported(principal.kind))
  refuse(
    route.workload === 'teams'
      ? teamsAccessDenied(principal.kind, sufficient, principal.granted)
      : accessDenied[route.workload],
  )
}

function sufficientFor(
  principal: Principal,
  { permissions }: Route,
  owner: User | undefined,
): readonly string[] {
  if (principal.kind === 'application') return permissions.application
  return owner === undefined || owner.id === principal.user.id ? permissions.delegated : permissions.shared
}
