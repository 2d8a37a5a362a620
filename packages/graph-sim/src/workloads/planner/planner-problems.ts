import type { Problem } from '../../errors/graph-problem.ts'

/** Planner's errors have no code. */
function plannerProblem(status: number, message: string): Problem {
  return { status, code: '', message }
}

/** Something that does not exist. */
export const plannerItemNotFound = plannerProblem(404, 'The requested item is not found.')

/** Somebody asks for a plan of a group that they are not in. */
export const plannerAccessDenied = plannerProblem(
  403,
  'You do not have the required permissions to access this item.',
)

/** A change without `If-Match`. */
export const versionMissing = plannerProblem(
  412,
  'The If-Match header must be specified for this kind of request.',
)

/** `If-Match` with something that is no etag of this kind of thing. */
export const versionMalformed = plannerProblem(400, 'The If-Match header contains an invalid value.')

/** `If-Match` names a version that the thing has never had. */
export const versionUnknown = plannerProblem(
  412,
  'The If-Match header does not name a version of the requested item.',
)

/** A change that collides with a newer one. */
export const versionConflict = plannerProblem(
  409,
  'The attempted changes to the requested entities have conflicts with their current state in the service.',
)

/** A value that Planner does not take. */
export function invalidField(entity: string, field: string, reason: string): Problem {
  return plannerProblem(
    400,
    `Schema validation has failed. Validation for field '${field}', on entity '${entity}' has failed: ${reason}`,
  )
}

/** More of something than Planner takes; the code says of what. */
export function limitExceeded(code: string): Problem {
  return { status: 403, code, message: 'The limit for this type of request has been exceeded.' }
}
