import type { Principal } from '../auth/principal.ts'
import type { View } from '../odata/entity.ts'
import type { Query } from '../odata/query.ts'
import type { TenantState } from '../tenant/tenant-state.ts'
import type { User } from '../workloads/directory/user.ts'

/** One request on its way through a route. */
export interface Call {
  readonly tenant: TenantState
  readonly method: string
  /** Where the version begins, e.g. `https://graph.microsoft.com/v1.0`. */
  readonly base: string
  /** The path after the version as it was asked for, still encoded, e.g. `/me/messages`. */
  readonly path: string
  /** What stands in the places of the route's parameters, decoded. */
  readonly params: Readonly<Record<string, string>>
  readonly query: Query
  readonly headers: Headers
  /** The body as it came; empty when there was none. */
  readonly body: Uint8Array
  readonly principal: Principal
  /** Whose data is asked for: the path's user, or the signed-in one. */
  readonly user: User
  readonly view: View
}
