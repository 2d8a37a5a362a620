import { refuse } from '../../errors/graph-problem.ts'
import type { Call } from '../../gateway/call.ts'
import type { Team } from '../teams/team.ts'
import { notFound, notMember } from '../teams/team-problems.ts'
import { isIn } from '../teams/team-store.ts'
import type { Subscribable } from './subscribable.ts'

const all = ['created', 'updated', 'deleted'] as const
const readTeams = ['Team.ReadBasic.All', 'TeamSettings.Read.All', 'TeamSettings.ReadWrite.All']
const readChannels = ['Channel.ReadBasic.All', 'ChannelSettings.Read.All', 'ChannelSettings.ReadWrite.All']
const readMembers = ['TeamMember.Read.All', 'TeamMember.ReadWrite.All']
const teams = { family: 'teams', changeTypes: all } as const

/** Teams, their channels, their people and what is written in them. */
export const teamSubscribables: readonly Subscribable[] = [
  { ...teams, path: '/teams', delegated: [], application: readTeams, audiences: () => ['teams'] },
  {
    ...teams,
    path: '/teams/{team}',
    delegated: readTeams,
    application: readTeams,
    audiences: (request) => [`teams/${teamOf(request).group.id}`],
  },
  {
    ...teams,
    path: '/teams/getAllChannels',
    delegated: [],
    application: readChannels,
    audiences: () => ['teams/getAllChannels'],
  },
  {
    ...teams,
    path: '/teams/{team}/channels',
    delegated: readChannels,
    application: readChannels,
    audiences: (request) => [`teams/${teamOf(request).group.id}/channels`],
  },
  {
    ...teams,
    path: '/teams/getAllMembers',
    delegated: [],
    application: readMembers,
    audiences: () => ['teams/getAllMembers'],
  },
  {
    ...teams,
    path: '/teams/{team}/members',
    delegated: readMembers,
    application: readMembers,
    audiences: (request) => [`teams/${teamOf(request).group.id}/members`],
  },
  {
    ...teams,
    path: '/teams/{team}/channels/getAllMembers',
    delegated: ['ChannelMember.Read.All', 'ChannelMember.ReadWrite.All'],
    application: ['ChannelMember.Read.All', 'ChannelMember.ReadWrite.All'],
    audiences: (request) => [`teams/${teamOf(request).group.id}/channels/getAllMembers`],
  },
  {
    ...teams,
    path: '/teams/getAllMessages',
    delegated: [],
    application: ['ChannelMessage.Read.All'],
    audiences: () => ['teams/getAllMessages'],
  },
  {
    ...teams,
    path: '/teams/{team}/channels/{channel}/messages',
    delegated: ['ChannelMessage.Read.All', 'Group.Read.All', 'Group.ReadWrite.All'],
    application: ['ChannelMessage.Read.All'],
    audiences(request) {
      const team = teamOf(request)
      const channel = team.channels.find(({ id }) => id === request.params['channel'])
      return [`teams/${team.group.id}/channels/${(channel ?? refuse(notFound)).id}/messages`]
    },
  },
]

function teamOf({ tenant, principal, params }: Call): Team {
  const team = tenant.teams().find(params['team'] ?? '')
  return principal.kind === 'application' || isIn(team, principal.user) ? team : refuse(notMember)
}
