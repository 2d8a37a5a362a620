import { badRequest, notSimulated } from '../../errors/catalog.ts'
import { refuse } from '../../errors/graph-problem.ts'
import { created, noContent, ok } from '../../gateway/answer.ts'
import type { Call } from '../../gateway/call.ts'
import { member } from '../../gateway/parse-json.ts'
import { readJson, readMembers } from '../../gateway/read-body.ts'
import { entityBody } from '../../odata/answer-entity.ts'
import { answerList } from '../../odata/answer-list.ts'
import type { Route } from '../../routing/route.ts'
import type { Channel, Team } from './team.ts'
import { channelOf, teamOf } from './team-call.ts'
import { channelEntity } from './team-entity.ts'
import {
  createChannels,
  deleteChannels,
  readChannels,
  readPrimaryChannel,
  writeChannels,
} from './team-permissions.ts'
import { notFound } from './team-problems.ts'
import { channelRules } from './team-rules.ts'

const workload = 'teams'
const list = '/teams/{team}/channels'
const one = `${list}/{channel}`

/** The channels of teams. */
export const channelRoutes: readonly Route[] = [
  {
    method: 'GET',
    paths: [list],
    workload,
    permissions: readChannels,
    answer: (call) =>
      answerList(call, {
        entity: channelEntity(call.tenant),
        rules: channelRules,
        rows: teamOf(call).channels,
        context: contextOf(call),
      }),
  },
  {
    method: 'GET',
    paths: [one],
    workload,
    permissions: readChannels,
    answer: (call) => ok(channelBody(call, channelOf(call))),
  },
  {
    method: 'GET',
    paths: ['/teams/{team}/primaryChannel'],
    workload,
    permissions: readPrimaryChannel,
    answer: (call) => ok(channelBody(call, teamOf(call).channels[0] ?? refuse(notFound))),
  },
  {
    method: 'POST',
    paths: [list],
    workload,
    permissions: createChannels,
    answer(call) {
      const team = teamOf(call)
      const { displayName, description } = readChannel(call, undefined)
      const name = displayName ?? refuse(badRequest('A channel needs a displayName.'))
      requireFreeName(name, team)
      const channel = { displayName: name, description: description ?? null }
      return created(channelBody(call, call.tenant.teams().addChannel(team, channel)))
    },
  },
  {
    method: 'PATCH',
    paths: [one],
    workload,
    permissions: writeChannels,
    answer(call) {
      const channel = channelOf(call)
      const { displayName, description } = readChannel(call, channel)
      if (displayName !== undefined && displayName.toLowerCase() !== channel.displayName.toLowerCase())
        requireFreeName(displayName, channel.team)
      Object.assign(channel, displayName && { displayName }, description !== undefined && { description })
      call.tenant.teams().changedChannel(channel)
      return noContent
    },
  },
  {
    method: 'DELETE',
    paths: [one],
    workload,
    permissions: deleteChannels,
    answer(call) {
      const channel = channelOf(call)
      refuseGeneral(channel)
      call.tenant.teams().removeChannel(channel)
      return noContent
    },
  },
]

interface ChannelMembers {
  readonly displayName: string | undefined
  readonly description: string | null | undefined
}

/** Reads what a client says of a channel; refuses names that Teams does not take. */
function readChannel(call: Call, channel: Channel | undefined): ChannelMembers {
  const members = readMembers(readJson(call), channelEntity(call.tenant), ['members', 'moderationSettings'])
  if ((member(members, 'membershipType') ?? 'standard') !== 'standard')
    refuse(notSimulated('private and shared channels'))
  const displayName = member(members, 'displayName')
  if (typeof displayName === 'string') {
    if (channel !== undefined) refuseGeneral(channel)
    if (displayName.trim() === '' || displayName.length > 50 || /[~#%&*{}+/\\:<>?|'".]/.test(displayName))
      refuse(badRequest('The displayName of a channel has 1 to 50 characters, without special ones.'))
  }
  return {
    displayName: typeof displayName === 'string' ? displayName : undefined,
    description: members['description'] as string | null | undefined,
  }
}

/** Names of deleted channels stay taken (Graph rule 37). */
function requireFreeName(name: string, { channels, deletedNames }: Team): void {
  const taken = [...channels.map(({ displayName }) => displayName), ...deletedNames]
  if (taken.some((other) => other.toLowerCase() === name.toLowerCase()))
    refuse(badRequest('Channel name already existed, please use other name'))
}

function refuseGeneral(channel: Channel): void {
  if (channel.team.channels[0] === channel)
    refuse(badRequest('The general channel of a team cannot be renamed or deleted.'))
}

function channelBody(call: Call, row: Channel): Record<string, unknown> {
  return entityBody(call, { entity: channelEntity(call.tenant), row, context: contextOf(call) })
}

function contextOf(call: Call): string {
  return `teams('${call.params['team']}')/channels`
}
