import type { Workload } from '../errors/catalog.ts'
import type { Answer } from '../gateway/answer.ts'
import type { Call } from '../gateway/call.ts'

/**
 * What a token must carry; each list begins with the least privileged permission, and any one suffices. An empty list
 * is for what Graph does not do on behalf of a user, or not for an app.
 */
export interface Permissions {
  /** For the signed-in user's own data. */
  readonly delegated: readonly string[]
  /** For somebody else's data, on behalf of the signed-in user. */
  readonly shared: readonly string[]
  /** For an app without a user. */
  readonly application: readonly string[]
}

/** The methods that Graph's resources know. */
export type Method = 'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE'

/** One operation of Graph that the simulator serves. */
export interface Route {
  readonly method: Method
  /**
   * The paths that lead here, with parameters in braces; `/me` need not be listed, it stands for
   * `/users/{user}`. Drive items by path arrive as an `{item}`.
   */
  readonly paths: readonly string[]
  readonly workload: Workload
  readonly permissions: Permissions
  answer(call: Call): Answer | Promise<Answer>
}
