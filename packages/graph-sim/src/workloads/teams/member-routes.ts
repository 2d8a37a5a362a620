import { badRequest } from '../../errors/catalog.ts'
import { refuse } from '../../errors/graph-problem.ts'
import { created, noContent, ok } from '../../gateway/answer.ts'
import type { Call } from '../../gateway/call.ts'
import { readJson } from '../../gateway/read-body.ts'
import { entityBody } from '../../odata/answer-entity.ts'
import { answerList } from '../../odata/answer-list.ts'
import type { Permissions, Route } from '../../routing/route.ts'
import { removeMember, removeOwner } from '../groups/change-references.ts'
import {
  findMember,
  memberEntity,
  memberListRules,
  type Participant,
  placeMembers,
  teamMembers,
} from './member-entity.ts'
import { channelOf, chatOf, teamOf } from './team-call.ts'
import { memberFrom } from './team-from.ts'
import { readChannelMembers, readChatMembers, readTeamMembers, writeTeamMembers } from './team-permissions.ts'
import { isIn } from './team-store.ts'

const workload = 'teams'
const members = '/teams/{team}/members'
const chats = ['/chats/{chat}/members', '/users/{user}/chats/{chat}/members']
const ofTeam = (call: Call): readonly Participant[] => teamMembers(teamOf(call))
const contextOfTeam = (call: Call): string => `teams('${call.params['team']}')/members`

/** Who is in teams, channels and chats. */
export const memberRoutes: readonly Route[] = [
  ...reading([members], readTeamMembers, { rows: ofTeam, context: contextOfTeam }),
  ...reading(['/teams/{team}/channels/{channel}/members'], readChannelMembers, {
    rows: (call) => placeMembers(channelOf(call)),
    context: (call) =>
      `teams('${call.params['team']}')/channels('${encodeURIComponent(call.params['channel'] ?? '')}')/members`,
  }),
  ...reading(chats, readChatMembers, {
    rows: (call) => placeMembers(chatOf(call)),
    context: (call) => `chats('${encodeURIComponent(call.params['chat'] ?? '')}')/members`,
  }),
  {
    method: 'POST',
    paths: [members],
    workload,
    permissions: writeTeamMembers,
    answer(call) {
      const team = teamOf(call)
      const { user, owner } = memberFrom(call, readJson(call))
      if (isIn(team, user)) refuse(badRequest('The user is a member of the team already.'))
      call.tenant.groups().admit(team.group, { members: [user], owners: owner ? [user] : [] })
      const row = ofTeam(call).find((each) => each.user === user)
      return created(row === undefined ? {} : memberBody(call, row, contextOfTeam(call)))
    },
  },
  {
    method: 'DELETE',
    paths: [`${members}/{member}`],
    workload,
    permissions: writeTeamMembers,
    answer(call) {
      const { user } = findMember(ofTeam(call), call.params['member'] ?? '')
      const { group } = teamOf(call)
      const groups = call.tenant.groups()
      removeOwner(groups, group, user)
      removeMember(groups, group, user)
      return noContent
    },
  },
]

interface MemberSource {
  readonly rows: (call: Call) => readonly Participant[]
  readonly context: (call: Call) => string
}

/** A list of members, and each of them. */
function reading(
  paths: readonly string[],
  permissions: Permissions,
  { rows, context }: MemberSource,
): readonly Route[] {
  return [
    {
      method: 'GET',
      paths,
      workload,
      permissions,
      answer: (call) =>
        answerList(call, {
          entity: memberEntity(call.tenant.id),
          rules: memberListRules,
          rows: rows(call),
          context: context(call),
        }),
    },
    {
      method: 'GET',
      paths: paths.map((path) => `${path}/{member}`),
      workload,
      permissions,
      answer(call) {
        const row = findMember(rows(call), call.params['member'] ?? '')
        return ok(memberBody(call, row, context(call)))
      },
    },
  ]
}

function memberBody(call: Call, row: Participant, context: string): Record<string, unknown> {
  return entityBody(call, { entity: memberEntity(call.tenant.id), row, context })
}
