import { badRequest } from '../../errors/catalog.ts'
import { refuse } from '../../errors/graph-problem.ts'
import { noContent } from '../../gateway/answer.ts'
import type { Call } from '../../gateway/call.ts'
import { member } from '../../gateway/parse-json.ts'
import { readJson } from '../../gateway/read-body.ts'
import type { Permissions, Route } from '../../routing/route.ts'
import type { Reaction } from './chat-message.ts'
import { reactionOf } from './message-entity.ts'
import {
  deleteChannelMessages,
  deleteChatMessages,
  reactInChannels,
  reactInChats,
} from './message-permissions.ts'
import { type ChatMessage, isChannel } from './team.ts'
import { messageOf, placeOf, requireActive, writerOf } from './team-call.ts'
import { notMember } from './team-problems.ts'

const thread = '/teams/{team}/channels/{channel}/messages/{message}'
const inChannels = [thread, `${thread}/replies/{reply}`]
const inChats = ['/chats/{chat}/messages/{message}', '/users/{user}/chats/{chat}/messages/{message}']

/** Reactions to messages, and their deletion, which can be undone. */
export const messageActionRoutes: readonly Route[] = [
  ...actions('setReaction', [reactInChannels, reactInChats], (call) => react(call, 'set')),
  ...actions('unsetReaction', [reactInChannels, reactInChats], (call) => react(call, 'unset')),
  ...actions('softDelete', [deleteChannelMessages, deleteChatMessages], (call) => {
    const message = ownMessage(call)
    if (message.deletedAt === undefined) call.tenant.teams().changedMessage(message, 'deleted')
  }),
  ...actions('undoSoftDelete', [deleteChannelMessages, deleteChatMessages], (call) => {
    const message = ownMessage(call)
    if (message.deletedAt !== undefined) call.tenant.teams().changedMessage(message, 'restored')
  }),
]

function actions(
  name: string,
  [channels, chats]: readonly [Permissions, Permissions],
  act: (call: Call) => void,
): readonly Route[] {
  const route = (paths: readonly string[], permissions: Permissions): Route => ({
    method: 'POST',
    paths: paths.map((path) => `${path}/${name}`),
    workload: 'teams',
    permissions,
    answer(call) {
      act(call)
      return noContent
    },
  })
  return [route(inChannels, channels), route(inChats, chats)]
}

/** The message of a path, which its writer may delete, and in a channel an owner of the team. */
function ownMessage(call: Call): ChatMessage {
  const message = messageOf(call)
  const user = writerOf(call)
  const { place } = message
  requireActive(place)
  const mayDelete = message.from === user || (isChannel(place) && place.team.group.owners.includes(user))
  return mayDelete ? message : refuse(notMember)
}

function react(call: Call, way: 'set' | 'unset'): void {
  const reactionType = member(readJson(call), 'reactionType')
  if (typeof reactionType !== 'string' || reactionType === '') refuse(badRequest('reactionType is required.'))
  const user = writerOf(call)
  requireActive(placeOf(call))
  const message = messageOf(call)
  const { reactions, history } = message
  const at = reactions.findIndex((each) => each.user === user && each.reactionType === reactionType)
  if (way === 'set' ? at >= 0 : at < 0) return
  const now = call.tenant.clock.now()
  const reaction: Reaction = reactions[at] ?? { reactionType, user, at: now }
  if (way === 'set') reactions.push(reaction)
  else reactions.splice(at, 1)
  const modifiedDateTime = new Date(now).toISOString()
  const done = way === 'set' ? 'reactionAdded' : 'reactionRemoved'
  history.push({ modifiedDateTime, actions: done, reaction: reactionOf(reaction) })
  call.tenant.teams().changedMessage(message, 'marked')
}
