import { badRequest, directoryObjectNotFound } from '../../errors/catalog.ts'
import { refuse } from '../../errors/graph-problem.ts'
import type { Call } from '../../gateway/call.ts'
import type { User } from '../directory/user.ts'

/** The user that a resource names; `me` is the signed-in one. */
export function findUser({ tenant, principal, params }: Call): User {
  const name = params['user'] ?? ''
  if (name.toLowerCase() !== 'me') return tenant.directory.find(name) ?? refuse(directoryObjectNotFound(name))
  if (principal.kind === 'delegated') return principal.user
  return refuse(badRequest('/me request is only valid with delegated authentication flow.'))
}
