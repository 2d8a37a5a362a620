import { ok } from '../../gateway/answer.ts'
import { answerList } from '../../odata/answer-list.ts'
import type { Entity } from '../../odata/entity.ts'
import { text } from '../../odata/property-type.ts'
import type { Route } from '../../routing/route.ts'
import type { Team } from './team.ts'
import { ownerOf, without } from './team-call.ts'
import { listTeams, readDeletedTeams, readTeamwork } from './team-permissions.ts'
import { allAtOnce } from './team-rules.ts'

const workload = 'teams'

/** What Teams is in the tenant and to a person: deleted teams, and the teams that somebody has to do with. */
export const teamworkRoutes: readonly Route[] = [
  {
    method: 'GET',
    paths: ['/teamwork'],
    workload,
    permissions: readTeamwork,
    answer: (call) =>
      ok({
        '@odata.context': `${call.base}/$metadata#teamwork/$entity`,
        id: 'teamwork',
        region: 'EMEA',
        isTeamsEnabled: true,
      }),
  },
  {
    method: 'GET',
    paths: ['/teamwork/deletedTeams'],
    workload,
    permissions: readDeletedTeams,
    answer: (call) =>
      answerList(call, {
        entity: deletedTeamEntity,
        rules: allAtOnce,
        rows: call.tenant.teams().deleted(),
        context: 'teamwork/deletedTeams',
      }),
  },
  {
    method: 'GET',
    paths: ['/users/{user}/teamwork/associatedTeams'],
    workload,
    permissions: listTeams,
    answer(call) {
      const user = ownerOf(call)
      const hosting = (team: Team): boolean =>
        team.channels.some(({ people }) => people.some((one) => one.user === user))
      const store = call.tenant.teams()
      const joined = store.joinedBy(user)
      return answerList(without(call, 'filter', 'orderby', 'search', 'count'), {
        entity: associatedTeamEntity(call.tenant.id),
        rules: allAtOnce,
        rows: [...joined, ...store.all().filter((team) => !joined.includes(team) && hosting(team))],
        context: `users('${user.id}')/teamwork/associatedTeams`,
      })
    },
  },
]

const deletedTeamEntity: Entity<Team> = {
  name: 'deletedTeam',
  properties: { id: text },
  navigation: ['channels'],
  defaults: ['id'],
  always: [],
  annotations: () => ({ '@odata.type': '#microsoft.graph.deletedTeam' }),
  read: ({ group }) => group.id,
}

const properties = { id: text, tenantId: text, displayName: text } as const

function associatedTeamEntity(tenantId: string): Entity<Team> {
  return {
    name: 'associatedTeamInfo',
    properties,
    navigation: ['team'],
    defaults: Object.keys(properties),
    always: [],
    annotations: () => ({ '@odata.type': '#microsoft.graph.associatedTeamInfo' }),
    read({ group }, property) {
      if (property === 'tenantId') return tenantId
      return property === 'id' ? group.id : group.displayName
    },
  }
}
