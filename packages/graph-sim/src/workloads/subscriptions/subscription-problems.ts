import { type Problem, refuse } from '../../errors/graph-problem.ts'

/** What of a subscription request the notification service refuses by itself. */
export function invalidRequest(message: string): Problem {
  return { status: 400, code: 'InvalidRequest', message }
}

/** A property without which no subscription is made. */
export function requiredProperty(name: string, when = ''): Problem {
  return invalidRequest(`${name} is a required property for subscription creation${when}`)
}

const reasons: Readonly<Record<number, string>> = {
  400: 'BadRequest',
  404: 'NotFound',
  403: 'Forbidden',
  409: 'Conflict',
}

/** What the workload that the resource belongs to refuses, as the notification service passes it on. */
export function extensionError(status: number, reason: string): Problem {
  const message = `Operation: Create; Exception: [Status Code: ${reasons[status] ?? status}; Reason: ${reason}]`
  return { status, code: 'ExtensionError', message }
}

/** A resource that nobody can subscribe to. */
export function invalidResource(resource: string): Problem {
  return extensionError(400, `The value '${resource.slice(0, 200)}' of parameter 'Resource' is invalid.`)
}

/** An address that does not answer the validation request as it should (Graph rule 42). */
export function validationFailed(message: string): Problem {
  return { status: 400, code: 'ValidationError', message }
}

/** A subscription that is not there, or is another app's. */
export const subscriptionNotFound: Problem = {
  status: 404,
  code: 'ResourceNotFound',
  message: 'The object was not found.',
}

/** Refuses unless a value is a text or absent. */
export function textOrNull(value: unknown, name: string): string | null {
  if (value === undefined || value === null) return null
  return typeof value === 'string' ? value : refuse(invalidRequest(`${name} has to be a string.`))
}
