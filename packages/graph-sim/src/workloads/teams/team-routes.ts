import { badRequest } from '../../errors/catalog.ts'
import { refuse } from '../../errors/graph-problem.ts'
import { created, noContent, ok } from '../../gateway/answer.ts'
import type { Call } from '../../gateway/call.ts'
import { readJson } from '../../gateway/read-body.ts'
import { entityBody } from '../../odata/answer-entity.ts'
import { answerList } from '../../odata/answer-list.ts'
import type { Route } from '../../routing/route.ts'
import { appRoutes } from './app-routes.ts'
import { changeTeam } from './change-team.ts'
import { channelActionRoutes } from './channel-action-routes.ts'
import { channelRoutes } from './channel-routes.ts'
import { chatActionRoutes } from './chat-action-routes.ts'
import { chatRoutes } from './chat-routes.ts'
import { cloneTeam, createTeam } from './create-team.ts'
import { hostedContentRoutes } from './hosted-content-routes.ts'
import { memberRoutes } from './member-routes.ts'
import { memberWriteRoutes } from './member-write-routes.ts'
import { messageActionRoutes } from './message-action-routes.ts'
import { messageDeltaRoute } from './message-delta-route.ts'
import { messageExportRoutes } from './message-export-routes.ts'
import { messageRoutes } from './message-routes.ts'
import { operationRoute } from './operation-route.ts'
import { pinnedMessageRoutes } from './pinned-message-routes.ts'
import { startOperation } from './start-operation.ts'
import { tabRoutes } from './tab-routes.ts'
import { tagRoutes } from './tag-routes.ts'
import type { Team } from './team.ts'
import { ownerOf, teamOf, without } from './team-call.ts'
import { joinedTeamEntity, listedTeamEntity, teamEntity } from './team-entity.ts'
import { requireTeamless } from './team-from.ts'
import {
  createTeams,
  listTeams,
  readGroupTeam,
  readJoinedTeams,
  readTeam,
  writeGroupTeam,
  writeTeams,
} from './team-permissions.ts'
import { allAtOnce, teamListRules } from './team-rules.ts'
import { settingsFrom } from './team-settings.ts'
import { teamworkRoutes } from './teamwork-routes.ts'

const workload = 'teams'
const one = '/teams/{team}'

/** Teams with their channels, members, tags and apps, chats, and what is written in them. */
export const teamRoutes: readonly Route[] = [
  {
    method: 'GET',
    paths: ['/teams'],
    workload,
    permissions: listTeams,
    answer: (call) =>
      answerList(call, {
        entity: listedTeamEntity(call.tenant),
        rules: teamListRules,
        rows: call.tenant.teams().all(),
        context: 'teams',
      }),
  },
  {
    method: 'GET',
    paths: ['/users/{user}/joinedTeams'],
    workload,
    permissions: readJoinedTeams,
    answer: (call) =>
      answerList(without(call, 'filter', 'orderby', 'search', 'count'), {
        entity: joinedTeamEntity(call.tenant),
        rules: allAtOnce,
        rows: call.tenant.teams().joinedBy(ownerOf(call)),
        context: 'teams',
      }),
  },
  {
    method: 'GET',
    paths: [one],
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
  { method: 'POST', paths: ['/teams'], workload, permissions: createTeams, answer: createTeam },
  { method: 'POST', paths: [`${one}/clone`], workload, permissions: createTeams, answer: cloneTeam },
  {
    method: 'PATCH',
    paths: [one],
    workload,
    permissions: writeTeams,
    answer(call) {
      changeTeam(call, teamOf(call))
      return noContent
    },
  },
  archiving('archive'),
  archiving('unarchive'),
  operationRoute,
  {
    method: 'PUT',
    paths: ['/groups/{group}/team'],
    workload,
    permissions: writeGroupTeam,
    answer(call) {
      const json = readJson(call)
      const group = requireTeamless(call, call.tenant.groups().find(call.params['group'] ?? ''))
      const team = call.tenant.teams().create(group)
      team.settings = settingsFrom(json, team.settings)
      return created(teamBody(call, team))
    },
  },
  ...memberRoutes,
  ...memberWriteRoutes,
  ...channelRoutes,
  ...channelActionRoutes,
  ...tabRoutes,
  ...appRoutes,
  ...tagRoutes,
  ...messageRoutes,
  ...messageActionRoutes,
  ...hostedContentRoutes,
  messageDeltaRoute,
  ...messageExportRoutes,
  ...chatRoutes,
  ...chatActionRoutes,
  ...pinnedMessageRoutes,
  ...teamworkRoutes,
]

function archiving(name: 'archive' | 'unarchive'): Route {
  return {
    method: 'POST',
    paths: [`${one}/${name}`],
    workload,
    permissions: writeTeams,
    answer(call) {
      const team = teamOf(call)
      if (team.group.owners.length === 0) refuse(badRequest('The team has to have an owner.'))
      return startOperation(call, {
        team,
        operationType: `${name}Team`,
        targetId: team.group.id,
        targetLocation: `/teams('${team.group.id}')`,
        done() {
          team.isArchived = name === 'archive'
          call.tenant.teams().changedTeam(team)
        },
      })
    },
  }
}

function teamBody(call: Call, row: Team): Record<string, unknown> {
  return entityBody(call, { entity: teamEntity(call.tenant), row, context: 'teams' })
}
