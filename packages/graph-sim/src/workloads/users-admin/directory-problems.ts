import type { Problem } from '../../errors/graph-problem.ts'

/** A request that the directory refuses. */
export function directoryRefusal(message: string): Problem {
  return { status: 400, code: 'Request_BadRequest', message }
}

/** A property without which there is no user. */
export function valueRequired(property: string): Problem {
  return directoryRefusal(`A value is required for property '${property}' of resource 'User'.`)
}

/** A property whose value cannot be taken. */
export function invalidValue(property: string): Problem {
  return directoryRefusal(`Invalid value specified for property '${property}' of resource 'User'.`)
}

/** A name that somebody else has. */
export function valueTaken(property: string): Problem {
  return directoryRefusal(`Another object with the same value for property ${property} already exists.`)
}
