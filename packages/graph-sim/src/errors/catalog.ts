import type { Problem } from './graph-problem.ts'

const problem = (status: number, code: string, message: string): Problem => ({ status, code, message })

/** The parts of Graph that word a refusal in their own way. */
export type Workload = 'directory' | 'outlook' | 'drive' | 'teams' | 'planner' | 'service'

/** No permission of the token allows the request, in the words of each workload. */
export const accessDenied: Readonly<Record<Exclude<Workload, 'teams'>, Problem>> = {
  directory: problem(
    403,
    'Authorization_RequestDenied',
    'Insufficient privileges to complete the operation.',
  ),
  service: problem(403, 'Authorization_RequestDenied', 'Insufficient privileges to complete the operation.'),
  outlook: problem(403, 'ErrorAccessDenied', 'Access is denied. Check credentials and try again.'),
  drive: problem(403, 'accessDenied', 'Access denied'),
  planner: problem(403, '', 'You do not have the required permissions to access this item.'),
}

/** No permission of the token allows the request, in the words of Teams, which names what is missing. */
export function teamsAccessDenied(
  kind: 'delegated' | 'application',
  sufficient: readonly string[],
  granted: Iterable<string>,
): Problem {
  const word = kind === 'delegated' ? 'scope' : 'role'
  const list = (names: Iterable<string>): string => [...names].join(', ')
  return problem(
    403,
    'Forbidden',
    `Missing ${word} permissions on the request. API requires one of '${list(sufficient)}'. ${word === 'scope' ? 'Scopes' : 'Roles'} on the request '${list(granted)}'.`,
  )
}

/** Something that Teams does for a signed-in user only, or for an app only. */
export function contextNotSupported(kind: 'delegated' | 'application'): Problem {
  const context = kind === 'delegated' ? 'delegated' : 'application-only'
  return problem(412, 'PreconditionFailed', `Requested API is not supported in ${context} context`)
}

/** The token is missing, malformed, foreign or out of date. */
export const unauthenticated = {
  absent: problem(401, 'InvalidAuthenticationToken', 'Access token is empty.'),
  malformed: problem(
    401,
    'InvalidAuthenticationToken',
    'CompactToken parsing failed with error code: 80049217',
  ),
  foreign: problem(401, 'InvalidAuthenticationToken', 'Access token validation failure.'),
  expired: problem(401, 'InvalidAuthenticationToken', 'Lifetime validation failed, the token is expired.'),
} as const

/** An Outlook id that decodes but names nothing. */
export const itemNotFound = problem(
  404,
  'ErrorItemNotFound',
  'The specified object was not found in the store.',
)

/** Something in a mailbox that its owner has not opened to the signed-in user. */
export const mailboxClosed = problem(
  404,
  'ErrorItemNotFound',
  'The specified object was not found in the store., The process failed to get the correct properties.',
)

/** An Outlook id that cannot be decoded. */
export const idMalformed = problem(400, 'ErrorInvalidIdMalformed', 'Id is malformed.')

/** A mailbox call for someone who does not exist. */
export function invalidUser(user: string): Problem {
  return problem(404, 'ErrorInvalidUser', `The requested user '${user}' is invalid.`)
}

/** A mailbox call for somebody without a mailbox. */
export const noMailbox = problem(
  404,
  'MailboxNotEnabledForRESTAPI',
  'The mailbox is either inactive, soft-deleted, or is hosted on-premise.',
)

/** A body beyond what one request may bring. */
export const tooLarge = problem(413, 'BadRequest', 'The maximum request length supported is 4MB.')

/** A directory object that does not exist. */
export function directoryObjectNotFound(id: string): Problem {
  return problem(
    404,
    'Request_ResourceNotFound',
    `Resource '${id}' does not exist or one of its queried reference-property objects are not present.`,
  )
}

/** A drive or an item in one that does not exist. */
export const driveItemNotFound = problem(404, 'itemNotFound', 'The resource could not be found.')

/** Two things of one name in a folder of a drive. */
export const nameAlreadyExists = problem(409, 'nameAlreadyExists', 'Name already exists')

/** `If-Match` names another version, in Outlook. */
export const changeKeyMismatch = problem(
  412,
  'ErrorIrresolvableConflict',
  'The send or update operation could not be performed because the change key passed in the request does not match the current change key for the item.',
)

/** `If-Match` names another version, in a drive. */
export const etagMismatch = problem(412, 'notAllowed', "ETag does not match current item's value")

/** Graph rule 2: `$orderby` and `$filter` do not fit each other. */
export const inefficientFilter = problem(
  400,
  'InefficientFilter',
  'The restriction or sort order is too complex for this operation.',
)

/** Graph rule 5. */
export const searchWithOrderBy = problem(
  400,
  'SearchWithOrderBy',
  "The query parameter '$orderBy' is not supported with '$search'.",
)

/** Graph rule 6. */
export const searchEvents = problem(
  400,
  'SearchEvents',
  'The parameter $search is not currently supported on the Events resource.',
)

/** A filter that parses, but that the mailbox store cannot evaluate. */
export const invalidFilterNodes = problem(
  400,
  'ErrorInvalidUrlQueryFilter',
  'The query filter contains one or more invalid nodes.',
)

/** A message without anyone to send it to. */
export const noRecipients = problem(
  400,
  'ErrorInvalidRecipients',
  "At least one recipient isn't valid., A message can't be sent because it contains no recipients.",
)

/** A message from somebody whose mailbox it is not sent from. */
export const sendAsDenied = problem(
  403,
  'ErrorSendAsDenied',
  'The user account which was used to submit this request does not have the right to send mail on behalf of the specified sending account. Cannot submit message.',
)

/** A MIME body that is not base64. */
export const invalidMimeBase64 = problem(
  400,
  'ErrorMimeContentInvalidBase64String',
  'Invalid base64 string for MIME content.',
)

/** A JSON body that breaks off or has a syntax error. */
export const undeserializable = problem(400, 'UnableToDeserializePostBody', 'were unable to deserialize ')

/** A request that OData itself refuses. */
export function badRequest(message: string): Problem {
  return problem(400, 'BadRequest', message)
}

/** A body with a property of the wrong type or of an unknown name. */
export function badBody(message: string): Problem {
  return problem(400, 'RequestBodyRead', message)
}

/** Something that directory objects cannot be asked. */
export function unsupportedDirectoryQuery(message: string): Problem {
  return problem(400, 'Request_UnsupportedQuery', message)
}

/** A path whose next segment does not exist in Graph's model. */
export function unknownSegment(segment: string): Problem {
  return badRequest(`Resource not found for the segment '${segment}'.`)
}

/** A navigation property that may not be expanded. */
export function expandNotSupported(property: string): Problem {
  const name = property.charAt(0).toUpperCase() + property.slice(1)
  return problem(
    400,
    'ExpandNotSupported',
    `Expand is not allowed for property '${name}' according to the entity schema.`,
  )
}

/** A path that exists in Graph with other methods only. */
export const methodNotAllowed = problem(
  405,
  'Request_BadRequest',
  'Specified HTTP method is not allowed for the request target.',
)

/** Graph has it and the simulator does not: said plainly, so that nobody takes silence for an answer. */
export function notSimulated(what: string): Problem {
  return problem(501, 'NotImplemented', `graph-sim does not simulate ${what}.`)
}

/** Graph rule 32: the gateway's own throttling; seconds, or `undefined` for services that do not say when to come back. */
export function tooManyRequests(retryAfter: number | undefined): Problem {
  return {
    ...problem(429, 'TooManyRequests', 'Please retry again later.'),
    headers: retryAfter === undefined ? {} : { 'Retry-After': String(retryAfter) },
    inner: { code: '429', message: 'Please retry after', status: '429' },
  }
}

/** Graph rule 27: Outlook's throttling of one app on one mailbox. */
export function applicationThrottled(message: string, retryAfter: number): Problem {
  return { ...problem(429, 'ApplicationThrottled', message), headers: { 'Retry-After': String(retryAfter) } }
}

/** Graph rule 29: OneDrive's and SharePoint's throttling. */
export function activityLimitReached(status: 429 | 503, retryAfter: number): Problem {
  return {
    ...problem(status, 'activityLimitReached', 'The app or user has been throttled.'),
    headers: { 'Retry-After': String(retryAfter) },
  }
}
