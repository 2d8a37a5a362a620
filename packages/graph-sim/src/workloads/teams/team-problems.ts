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

/** Somebody asks for a team or a chat that they are not in. */
export const notMember: Problem = { status: 403, code: 'Forbidden', message: 'Forbidden' }
