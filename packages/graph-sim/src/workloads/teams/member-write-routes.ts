import { badRequest } from '../../errors/catalog.ts'
import { GraphProblem, refuse } from '../../errors/graph-problem.ts'
import { type Answer, created, noContent, ok } from '../../gateway/answer.ts'
import type { Call } from '../../gateway/call.ts'
import { isObject, type JsonObject, member } from '../../gateway/parse-json.ts'
import { readJson } from '../../gateway/read-body.ts'
import { entityBody } from '../../odata/answer-entity.ts'
import type { Route } from '../../routing/route.ts'
import type { User } from '../directory/user.ts'
import { removeMember, removeOwner } from '../groups/change-references.ts'
import { findMember, memberEntity, type Participant, placeMembers, teamMembers } from './member-entity.ts'
import type { Channel, Team } from './team.ts'
import { channelContext, channelOf, requireActive, teamContext, teamOf } from './team-call.ts'
import { memberFrom, type NamedMember, rolesFrom } from './team-from.ts'
import { removeTeamMembers, writeChannelMembers, writeTeamMembers } from './team-permissions.ts'
import { isIn } from './team-store.ts'

const workload = 'teams'
const ofTeam = '/teams/{team}/members'
const ofChannel = '/teams/{team}/channels/{channel}/members'

/** Taking people into teams and channels, giving them roles, and letting them go. */
export const memberWriteRoutes: readonly Route[] = [
  {
    method: 'POST',
    paths: [ofTeam],
    workload,
    permissions: writeTeamMembers,
    answer(call) {
      const team = teamOf(call)
      const named = memberFrom(call, readJson(call))
      admit(call, team, named)
      return created(teamMemberBody(call, team, named.user))
    },
  },
  {
    method: 'PATCH',
    paths: [`${ofTeam}/{member}`],
    workload,
    permissions: writeTeamMembers,
    answer(call) {
      const team = teamOf(call)
      const { user } = findMember(teamMembers(team), call.params['member'] ?? '')
      setOwner(call, team, { user, owner: rolesFrom(readJson(call)).includes('owner') })
      return ok(teamMemberBody(call, team, user))
    },
  },
  {
    method: 'DELETE',
    paths: [`${ofTeam}/{member}`],
    workload,
    permissions: writeTeamMembers,
    answer(call) {
      const team = teamOf(call)
      dismiss(call, team, findMember(teamMembers(team), call.params['member'] ?? '').user)
      return noContent
    },
  },
  {
    method: 'POST',
    paths: [`${ofTeam}/add`],
    workload,
    permissions: writeTeamMembers,
    answer: (call) => inBulk(call, (json, team) => admit(call, team, memberFrom(call, json))),
  },
  {
    method: 'POST',
    paths: [`${ofTeam}/remove`],
    workload,
    permissions: removeTeamMembers,
    answer: (call) => inBulk(call, (json, team) => dismiss(call, team, memberFrom(call, json).user)),
  },
  {
    method: 'POST',
    paths: [ofChannel],
    workload,
    permissions: writeChannelMembers,
    answer(call) {
      const channel = ownChannel(call)
      const { user, owner } = memberFrom(call, readJson(call))
      if (channel.people.some((one) => one.user === user))
        refuse(badRequest('The user is a member of the channel already.'))
      if (channel.membershipType === 'private' && !isIn(channel.team, user))
        refuse(badRequest('The people of a private channel have to be members of its team.'))
      channel.people.push({ user, isOwner: owner })
      call.tenant.teams().changedChannel(channel)
      return created(channelMemberBody(call, channel, user))
    },
  },
  {
    method: 'PATCH',
    paths: [`${ofChannel}/{member}`],
    workload,
    permissions: writeChannelMembers,
    answer(call) {
      const channel = ownChannel(call)
      const { user } = findMember(placeMembers(channel), call.params['member'] ?? '')
      const isOwner = rolesFrom(readJson(call)).includes('owner')
      const one = channel.people.find((each) => each.user === user)
      if (one !== undefined) one.isOwner = isOwner
      return ok(channelMemberBody(call, channel, user))
    },
  },
  {
    method: 'DELETE',
    paths: [`${ofChannel}/{member}`],
    workload,
    permissions: writeChannelMembers,
    answer(call) {
      const channel = ownChannel(call)
      const { user } = findMember(placeMembers(channel), call.params['member'] ?? '')
      const { people } = channel
      people.splice(
        people.findIndex((one) => one.user === user),
        1,
      )
      call.tenant.teams().changedChannel(channel)
      return noContent
    },
  },
]

function admit(call: Call, { group }: Team, { user, owner }: NamedMember): void {
  const team = call.tenant.teams().of(group)
  if (team !== undefined && isIn(team, user)) refuse(badRequest('The user is a member of the team already.'))
  call.tenant.groups().admit(group, { members: [user], owners: owner ? [user] : [] })
}

function setOwner(call: Call, { group }: Team, { user, owner }: NamedMember): void {
  const groups = call.tenant.groups()
  if (owner && user.userType === 'Guest') refuse(badRequest('A guest cannot own a team.'))
  if (owner && !group.owners.includes(user)) groups.admit(group, { members: [], owners: [user] })
  if (!owner && group.owners.includes(user)) {
    removeOwner(groups, group, user)
    if (!group.members.includes(user)) groups.admit(group, { members: [user], owners: [] })
  }
}

function dismiss(call: Call, { group, channels }: Team, user: User): void {
  const groups = call.tenant.groups()
  removeOwner(groups, group, user)
  removeMember(groups, group, user)
  for (const { membershipType, people } of channels) {
    const at = people.findIndex((one) => one.user === user)
    if (membershipType === 'private' && at >= 0) people.splice(at, 1)
  }
}

/** Does something with each of the named people: 200 when all went well, 207 when some did not. */
function inBulk(call: Call, act: (json: JsonObject, team: Team) => void): Answer {
  const team = teamOf(call)
  const values = member(readJson(call), 'values')
  if (!Array.isArray(values) || !values.every(isObject))
    return refuse(badRequest("'values' must be a list of members."))
  const value = values.map((each) => {
    const userId = userIdOf(call, each)
    const type = { '@odata.type': '#microsoft.graph.aadUserConversationMemberResult' }
    try {
      act(each, team)
      return { ...type, userId, error: null }
    } catch (error) {
      if (!(error instanceof GraphProblem)) throw error
      const { status } = error.problem
      return {
        ...type,
        userId,
        error: { code: status === 404 ? 'NotFound' : error.problem.code, message: error.message },
      }
    }
  })
  const failed = value.some(({ error }) => error !== null)
  const type = failed ? 'addConversationMemberResult' : 'aadUserConversationMemberResult'
  const json = { '@odata.context': `${call.base}/$metadata#Collection(microsoft.graph.${type})`, value }
  return { status: failed ? 207 : 200, json }
}

/** The id of the user that a member binds; what was said when nobody has it. */
function userIdOf(call: Call, json: JsonObject): string | null {
  const said = /(?:\('([^']+)'\)|\/([^/()]+))$/.exec(String(member(json, 'user@odata.bind') ?? ''))
  const id = said?.[1] ?? said?.[2]
  return id === undefined ? null : (call.tenant.directory.find(id)?.id ?? id)
}

/** A channel that has its own people; those of a standard one are the team's. */
function ownChannel(call: Call): Channel {
  const channel = channelOf(call)
  if (channel.membershipType === 'standard')
    refuse(badRequest('Members can only be changed in private and shared channels.'))
  requireActive(channel)
  return channel
}

function teamMemberBody(call: Call, team: Team, user: User): Record<string, unknown> {
  return memberBody(
    call,
    teamMembers(team).find((each) => each.user === user),
    `${teamContext(call)}/members`,
  )
}

function channelMemberBody(call: Call, channel: Channel, user: User): Record<string, unknown> {
  const row = placeMembers(channel).find((each) => each.user === user)
  return memberBody(call, row, `${channelContext(call)}/members`)
}

function memberBody(call: Call, row: Participant | undefined, context: string): Record<string, unknown> {
  const kind = 'microsoft.graph.aadUserConversationMember'
  const entity = memberEntity(call.tenant.id)
  return row === undefined ? {} : entityBody(call, { entity, row, context: `${context}/${kind}` })
}
