import type { Problem } from '../../errors/graph-problem.ts'

/** Something that a group cannot be, or have done to it. */
export function groupRefusal(message: string): Problem {
  return { status: 400, code: 'Request_BadRequest', message }
}

/** A member or an owner that is one already. */
export function alreadyReferenced(property: 'members' | 'owners' | 'sponsors'): Problem {
  return groupRefusal(
    `One or more added object references already exist for the following modified properties: '${property}'.`,
  )
}

/** A Microsoft 365 group keeps its last owner. */
export const lastOwner = groupRefusal(
  'The group must have at least one owner, hence this owner cannot be removed.',
)
