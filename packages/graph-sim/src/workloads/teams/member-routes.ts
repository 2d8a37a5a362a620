import { ok } from '../../gateway/answer.ts'
import type { Call } from '../../gateway/call.ts'
import { entityBody } from '../../odata/answer-entity.ts'
import { answerList } from '../../odata/answer-list.ts'
import type { Permissions, Route } from '../../routing/route.ts'
import {
  allChannelMembers,
  findMember,
  memberEntity,
  type Participant,
  placeMembers,
  teamMembers,
} from './member-entity.ts'
import {
  channelContext,
  channelOf,
  chatContext,
  chatOf,
  teamContext,
  teamOf,
  withoutCasts,
} from './team-call.ts'
import { readChannelMembers, readChatMembers, readTeamMembers } from './team-permissions.ts'
import { memberListRules } from './team-rules.ts'

const channel = '/teams/{team}/channels/{channel}'

/** Who is in teams, channels and chats. */
export const memberRoutes: readonly Route[] = [
  ...reading(['/teams/{team}/members'], readTeamMembers, {
    rows: (call) => teamMembers(teamOf(call)),
    context: (call) => `${teamContext(call)}/members`,
  }),
  ...reading([`${channel}/members`], readChannelMembers, {
    rows: (call) => placeMembers(channelOf(call)),
    context: (call) => `${channelContext(call)}/members`,
  }),
  ...reading([`${channel}/allMembers`], readChannelMembers, {
    rows: (call) => allChannelMembers(channelOf(call)),
    context: (call) => `${channelContext(call)}/allMembers`,
  }),
  ...reading(['/chats/{chat}/members', '/users/{user}/chats/{chat}/members'], readChatMembers, {
    rows: (call) => placeMembers(chatOf(call)),
    context: (call) => `${chatContext(call)}/members`,
  }),
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
  const workload = 'teams'
  return [
    {
      method: 'GET',
      paths,
      workload,
      permissions,
      answer: (call) =>
        answerList(withoutCasts(call), {
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
        const entity = memberEntity(call.tenant.id)
        const kind = 'microsoft.graph.aadUserConversationMember'
        return ok(entityBody(call, { entity, row, context: `${context(call)}/${kind}` }))
      },
    },
  ]
}
