import { created, ok } from '../../gateway/answer.ts'
import type { Call } from '../../gateway/call.ts'
import { readJson } from '../../gateway/read-body.ts'
import { entityBody } from '../../odata/answer-entity.ts'
import { answerList } from '../../odata/answer-list.ts'
import type { Route } from '../../routing/route.ts'
import { channelMessageRoutes } from './channel-message-routes.ts'
import { channelRoutes } from './channel-routes.ts'
import { chatRoutes } from './chat-routes.ts'
import { memberListRules } from './member-entity.ts'
import { memberRoutes } from './member-routes.ts'
import { operationBody } from './operation-body.ts'
import type { Team } from './team.ts'
import { ownerOf, teamOf } from './team-call.ts'
import { joinedTeamEntity, teamEntity } from './team-entity.ts'
import { groupForTeam, requireTeamless } from './team-from.ts'
import { createTeams, readGroupTeam, readJoinedTeams, readTeam, writeGroupTeam } from './team-permissions.ts'

const workload = 'teams'

/** Teams with their channels and members, and chats. */
export const teamRoutes: readonly Route[] = [
  {
    method: 'GET',
    paths: ['/users/{user}/joinedTeams'],
    workload,
    permissions: readJoinedTeams,
    answer: (call) =>
      answerList(call, {
        entity: joinedTeamEntity(call.tenant),
        rules: { ...memberListRules, pageSize: 1000, largestPage: 1000 },
        rows: call.tenant.teams().joinedBy(ownerOf(call)),
        context: 'teams',
      }),
  },
  {
    method: 'GET',
    paths: ['/teams/{team}'],
    workload,
    permissions: readTeam,
    answer: (call) => ok(teamBody(call, teamOf(call))),
  },
  {
    method: 'GET',
    paths: ['/groups/{group}/team'],
    workload,
    permissions: readGroupTeam,
    answer: (call) => ok(teamBody(call, call.tenant.teams().find(call.params['group'] ?? ''))),
  },
  {
    method: 'POST',
    paths: ['/teams'],
    workload,
    permissions: createTeams,
    answer(call) {
      const teams = call.tenant.teams()
      const team = teams.create(groupForTeam(call, readJson(call)), { delay: call.tenant.delays.teams })
      const { id } = teams.startOperation(team)
      const location = `/teams('${team.group.id}')`
      return {
        status: 202,
        headers: { Location: `${location}/operations('${id}')`, 'Content-Location': location },
      }
    },
  },
  {
    method: 'GET',
    paths: ['/teams/{team}/operations/{operation}'],
    workload,
    permissions: readTeam,
    answer: (call) => ok(operationBody(call)),
  },
  {
    method: 'PUT',
    paths: ['/groups/{group}/team'],
    workload,
    permissions: writeGroupTeam,
    answer(call) {
      readJson(call)
      const group = requireTeamless(call, call.tenant.groups().find(call.params['group'] ?? ''))
      return created(teamBody(call, call.tenant.teams().create(group)))
    },
  },
  ...memberRoutes,
  ...channelRoutes,
  ...channelMessageRoutes,
  ...chatRoutes,
]

function teamBody(call: Call, row: Team): Record<string, unknown> {
  return entityBody(call, { entity: teamEntity(call.tenant), row, context: 'teams' })
}
