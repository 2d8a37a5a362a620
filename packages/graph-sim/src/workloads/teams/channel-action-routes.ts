import { badRequest } from '../../errors/catalog.ts'
import { refuse } from '../../errors/graph-problem.ts'
import { noContent, ok } from '../../gateway/answer.ts'
import type { Call } from '../../gateway/call.ts'
import { entityBody } from '../../odata/answer-entity.ts'
import { answerList } from '../../odata/answer-list.ts'
import type { Entity } from '../../odata/entity.ts'
import { flag, text } from '../../odata/property-type.ts'
import type { Route } from '../../routing/route.ts'
import { driveItemEntity } from '../drive/drive-entity.ts'
import { startOperation } from './start-operation.ts'
import type { Channel, Team } from './team.ts'
import { channelContext, channelOf } from './team-call.ts'
import {
  archiveChannels,
  readChannelFiles,
  readChannelMembers,
  writeChannelEmail,
} from './team-permissions.ts'
import { teamNotActive } from './team-problems.ts'
import { allAtOnce } from './team-rules.ts'
import { mayRead } from './team-store.ts'

const workload = 'teams'
const one = '/teams/{team}/channels/{channel}'
const both = [one, '/groups/{group}/team/channels/{channel}']

/** What can be done with a channel: archive it, give it an address, find its files, and ask with whom it is shared. */
export const channelActionRoutes: readonly Route[] = [
  archiving('archive'),
  archiving('unarchive'),
  {
    method: 'POST',
    paths: [`${one}/provisionEmail`],
    workload,
    permissions: writeChannelEmail,
    answer(call) {
      const channel = channelOf(call)
      const { teams, domain } = call.tenant
      if (channel.email === '') {
        channel.email = `${teams().newId().slice(0, 8)}.${domain}@amer.teams.ms`
        teams().changedChannel(channel)
      }
      const type = 'microsoft.graph.provisionChannelEmailResult'
      return ok({
        '@odata.context': `${call.base}/$metadata#${type}`,
        '@odata.type': `#${type}`,
        email: channel.email,
      })
    },
  },
  {
    method: 'POST',
    paths: [`${one}/removeEmail`],
    workload,
    permissions: writeChannelEmail,
    answer(call) {
      const channel = channelOf(call)
      channel.email = ''
      call.tenant.teams().changedChannel(channel)
      return noContent
    },
  },
  {
    method: 'GET',
    paths: [`${one}/sharedWithTeams`],
    workload,
    permissions: readChannelMembers,
    answer: (call) =>
      answerList(call, {
        entity: sharedTeamEntity(call.tenant.id, sharedChannelOf(call)),
        rules: allAtOnce,
        rows: [sharedChannelOf(call).team, ...sharedChannelOf(call).sharedWith],
        context: `${channelContext(call)}/sharedWithTeams`,
      }),
  },
  {
    method: 'GET',
    paths: [`${one}/doesUserHaveAccess(userId)`],
    workload,
    permissions: readChannelMembers,
    answer(call) {
      const { userId, userPrincipalName } = call.params
      const user = call.tenant.directory.find(userId ?? userPrincipalName ?? '')
      const channel = channelOf(call)
      const value = user !== undefined && mayRead(channel, user)
      return ok({ '@odata.context': `${call.base}/$metadata#Edm.Boolean`, value })
    },
  },
  {
    method: 'GET',
    paths: [`${one}/filesFolder`],
    workload,
    permissions: readChannelFiles,
    answer(call) {
      const { team, displayName } = channelOf(call)
      const site = call.tenant.sites().ofGroup(team.group)
      const library = site?.lists.flatMap((list) => list.library ?? [])[0]
      if (library === undefined) return refuse(badRequest('The team has no document library.'))
      const drive = library.open()
      const maker = team.group.owners[0] ?? call.tenant.me
      const row = drive.child(drive.root, displayName) ?? drive.addFolder(displayName, drive.root, maker)
      const entity = driveItemEntity(drive, (item) => call.tenant.downloads.urlFor(call.base, drive, item))
      return ok(entityBody(call, { entity, row, context: `${channelContext(call)}/filesFolder` }))
    },
  },
]

function archiving(name: 'archive' | 'unarchive'): Route {
  return {
    method: 'POST',
    paths: both.map((path) => `${path}/${name}`),
    workload,
    permissions: archiveChannels,
    answer(call) {
      const channel = channelOf(call)
      if (channel.team.isArchived) refuse(teamNotActive(channel.id))
      return startOperation(call, {
        team: channel.team,
        operationType: `${name}Channel`,
        targetId: channel.id,
        targetLocation: `/teams('${channel.team.group.id}')/channels('${channel.id}')`,
        done() {
          channel.isArchived = name === 'archive'
          call.tenant.teams().changedChannel(channel)
        },
      })
    },
  }
}

function sharedChannelOf(call: Call): Channel {
  const channel = channelOf(call)
  return channel.membershipType === 'shared'
    ? channel
    : refuse(badRequest('Only a shared channel is shared with teams.'))
}

const teamProperties = { id: text, displayName: text, tenantId: text, isHostTeam: flag } as const

function sharedTeamEntity(tenantId: string, { team: host }: Channel): Entity<Team> {
  return {
    name: 'sharedWithChannelTeamInfo',
    properties: teamProperties,
    navigation: ['allowedMembers', 'team'],
    defaults: Object.keys(teamProperties),
    always: [],
    annotations: () => ({ '@odata.type': '#microsoft.graph.sharedWithChannelTeamInfo' }),
    read(team, property) {
      if (property === 'isHostTeam') return team === host
      if (property === 'tenantId') return tenantId
      return property === 'id' ? team.group.id : team.group.displayName
    },
  }
}
