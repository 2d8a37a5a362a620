import { refuse } from '../../errors/graph-problem.ts'
import { created, noContent, ok } from '../../gateway/answer.ts'
import type { Call } from '../../gateway/call.ts'
import { entityBody } from '../../odata/answer-entity.ts'
import { answerList } from '../../odata/answer-list.ts'
import type { Permissions, Route } from '../../routing/route.ts'
import { channelEntity, linkedChannelEntity } from './channel-entity.ts'
import { changeChannel, createChannel, refuseGeneral } from './channel-from.ts'
import type { Channel } from './team.ts'
import { channelOf, teamContext, teamOf } from './team-call.ts'
import {
  createChannels,
  deleteChannels,
  readAllChannels,
  readChannels,
  readGroupTeam,
  readPrimaryChannel,
  writeChannels,
} from './team-permissions.ts'
import { notFound } from './team-problems.ts'
import { allAtOnce } from './team-rules.ts'
import { mayRead } from './team-store.ts'

const workload = 'teams'
const list = '/teams/{team}/channels'
const one = `${list}/{channel}`
const ofGroup = '/groups/{group}/team/channels'

/** The channels of teams, and those that other teams share with them. */
export const channelRoutes: readonly Route[] = [
  listing(list, readChannels, (call) => visible(call, teamOf(call).channels)),
  listing(ofGroup, readGroupTeam, (call) => visible(call, teamOf(call).channels)),
  linked('/teams/{team}/allChannels', (call) => [...visible(call, teamOf(call).channels), ...incoming(call)]),
  linked('/teams/{team}/incomingChannels', incoming),
  single(one, readChannels, channelOf),
  single(`${ofGroup}/{channel}`, readGroupTeam, channelOf),
  single(
    '/teams/{team}/primaryChannel',
    readPrimaryChannel,
    (call) => teamOf(call).channels[0] ?? refuse(notFound),
  ),
  {
    method: 'POST',
    paths: [list],
    workload,
    permissions: createChannels,
    answer(call) {
      const channel = createChannel(call)
      return channel.membershipType === 'shared' ? shared(call, channel) : created(channelBody(call, channel))
    },
  },
  {
    method: 'PATCH',
    paths: [one],
    workload,
    permissions: writeChannels,
    answer(call) {
      changeChannel(call, channelOf(call))
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

type Find<found> = (call: Call) => found

function listing(path: string, permissions: Permissions, rows: Find<readonly Channel[]>): Route {
  const answer: Route['answer'] = (call) =>
    answerList(call, {
      entity: channelEntity(call.tenant),
      rules: allAtOnce,
      rows: rows(call),
      context: contextOf(call),
    })
  return { method: 'GET', paths: [path], workload, permissions, answer }
}

function linked(path: string, rows: Find<readonly Channel[]>): Route {
  const answer: Route['answer'] = (call) =>
    answerList(call, {
      entity: linkedChannelEntity(call.tenant),
      rules: allAtOnce,
      rows: rows(call),
      context: `${teamContext(call)}/${path.replace(/^.*\//, '')}`,
    })
  return { method: 'GET', paths: [path], workload, permissions: readAllChannels, answer }
}

function single(path: string, permissions: Permissions, find: Find<Channel>): Route {
  const answer: Route['answer'] = (call) => ok(channelBody(call, find(call)))
  return { method: 'GET', paths: [path], workload, permissions, answer }
}

/** The channels of which somebody may know: private and shared ones show themselves to their people only. */
function visible({ principal }: Call, channels: readonly Channel[]): readonly Channel[] {
  return principal.kind === 'application'
    ? channels
    : channels.filter((channel) => mayRead(channel, principal.user))
}

/** The channels of other teams that are shared with this one. */
function incoming(call: Call): readonly Channel[] {
  const team = teamOf(call)
  const others = call.tenant
    .teams()
    .all()
    .flatMap(({ channels }) => channels)
  return others.filter(({ sharedWith }) => sharedWith.includes(team))
}

/** A shared channel is made in the background. */
function shared(call: Call, { id, team }: Channel): ReturnType<Route['answer']> {
  const targetLocation = `/teams('${team.group.id}')/channels('${id}')`
  const endsAt = call.tenant.clock.now()
  const store = call.tenant.teams()
  const operation = store.startOperation({
    team,
    operationType: 'createChannel',
    endsAt,
    targetId: id,
    targetLocation,
  })
  return {
    status: 202,
    headers: {
      Location: `/teams('${team.group.id}')/operations('${operation.id}')`,
      'Content-Location': targetLocation,
    },
  }
}

function channelBody(call: Call, row: Channel): Record<string, unknown> {
  return entityBody(call, { entity: channelEntity(call.tenant), row, context: contextOf(call) })
}

function contextOf(call: Call): string {
  return `${teamContext(call)}/channels`
}
