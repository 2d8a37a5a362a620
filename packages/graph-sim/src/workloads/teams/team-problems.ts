import type { Problem } from '../../errors/graph-problem.ts'

/** A group that has no team, or whose team Teams does not know yet. */
export function teamNotFound(id: string): Problem {
  return { status: 404, code: 'NotFound', message: `No team found with Group Id ${id}` }
}

/** A group that is too new for Teams (Graph rule 37). */
export const groupNotReplicated: Problem = {
  status: 404,
  code: 'NotFound',
  message: 'Failed to execute MS Graph backend request GetGroupInternalApiRequest',
}

/** A group that has a team already (Graph rule 37). */
export const alreadyTeam: Problem = { status: 409, code: 'Conflict', message: 'Team already exists.' }

/** A channel, chat, message, member or operation that does not exist. */
export const notFound: Problem = { status: 404, code: 'NotFound', message: 'NotFound' }

/** Somebody asks for a team that they are not in, or for what others wrote. */
export const notMember: Problem = { status: 403, code: 'Forbidden', message: 'Forbidden' }

/** Somebody asks for a chat that they are not in. */
export function notInChat(userId: string, chatId: string): Problem {
  const message = `AclCheckFailed-The initiator 8:orgid:${userId} does not have permission to access thread ${chatId}.`
  return { status: 403, code: 'Forbidden', message: 'InsufficientPrivileges', inner: { code: '1', message } }
}

/** A channel of an archived team is archived or brought back. */
export function teamNotActive(channelId: string): Problem {
  const message = `Team has to be active, for channel to be archived or unarchived: ${channelId}`
  return { status: 400, code: 'BadRequest', message, inner: { message, code: 'Unknown', innerError: {} } }
}

/** Something is written or changed in what is archived. */
export const isArchived: Problem = {
  status: 403,
  code: 'Forbidden',
  message: 'The team or channel is archived.',
}

/** A body refers to something that its text does not mention. */
export function markerMissing(what: 'mention' | 'attachment', id: unknown): Problem {
  const message = `Neither Body nor adaptive card content contains marker for ${what} with Id '${String(id).slice(0, 100)}'.`
  return { status: 400, code: 'BadRequest', message }
}
