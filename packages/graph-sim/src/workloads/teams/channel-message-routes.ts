import { created, ok } from '../../gateway/answer.ts'
import type { Call } from '../../gateway/call.ts'
import { entityBody } from '../../odata/answer-entity.ts'
import { answerList, type ListSource } from '../../odata/answer-list.ts'
import { readSelection } from '../../odata/selection.ts'
import { type Expander, writeEntity } from '../../odata/write-entity.ts'
import type { Route } from '../../routing/route.ts'
import { chatMessageEntity } from './message-entity.ts'
import type { ChatMessage } from './team.ts'
import { channelOf, messageFrom, messageOf, writerOf } from './team-call.ts'
import { readChannelMessages, sendChannelMessages } from './team-permissions.ts'
import { channelMessageRules } from './team-rules.ts'

const workload = 'teams'
const list = '/teams/{team}/channels/{channel}/messages'
const one = `${list}/{message}`

/** Messages in channels and the replies to them. */
export const channelMessageRoutes: readonly Route[] = [
  {
    method: 'GET',
    paths: [list],
    workload,
    permissions: readChannelMessages,
    answer: (call) => answerList(call, sourceOf(call, channelOf(call).messages.toSorted(latestThreadFirst))),
  },
  {
    method: 'GET',
    paths: [one],
    workload,
    permissions: readChannelMessages,
    answer: (call) => ok(messageBody(call, parentOf(call))),
  },
  {
    method: 'GET',
    paths: [`${one}/replies`],
    workload,
    permissions: readChannelMessages,
    answer: (call) => answerList(call, sourceOf(call, parentOf(call).replies.toReversed())),
  },
  {
    method: 'GET',
    paths: [`${one}/replies/{reply}`],
    workload,
    permissions: readChannelMessages,
    answer: (call) => ok(messageBody(call, messageOf(call, parentOf(call).replies, 'reply'))),
  },
  {
    method: 'POST',
    paths: [list],
    workload,
    permissions: sendChannelMessages,
    answer: (call) => created(messageBody(call, post(call, undefined))),
  },
  {
    method: 'POST',
    paths: [`${one}/replies`],
    workload,
    permissions: sendChannelMessages,
    answer: (call) => created(messageBody(call, post(call, parentOf(call)))),
  },
]

function parentOf(call: Call): ChatMessage {
  return messageOf(call, channelOf(call).messages)
}

function post(call: Call, replyTo: ChatMessage | undefined): ChatMessage {
  const channel = channelOf(call)
  const from = writerOf(call)
  return call.tenant.teams().post(channel, { content: messageFrom(call), from, replyTo })
}

/** A thread moves up when somebody replies. */
function latestThreadFirst(a: ChatMessage, b: ChatMessage): number {
  return latestIn(b) - latestIn(a)
}

function latestIn({ createdAt, replies }: ChatMessage): number {
  return replies.at(-1)?.createdAt ?? createdAt
}

function sourceOf(call: Call, rows: readonly ChatMessage[]): ListSource<ChatMessage> {
  return {
    entity: chatMessageEntity(call.tenant),
    rules: channelMessageRules,
    rows,
    context: contextOf(call),
    expand: expanders(call),
  }
}

function messageBody(call: Call, row: ChatMessage): Record<string, unknown> {
  const entity = chatMessageEntity(call.tenant)
  return entityBody(call, { entity, row, context: contextOf(call), expand: expanders(call) })
}

function expanders(call: Call): Readonly<Record<string, Expander<ChatMessage>>> {
  const entity = chatMessageEntity(call.tenant)
  return {
    replies: (message, { query }) => {
      const selection = readSelection(query, entity, [])
      return message.replies.toReversed().map((reply) => writeEntity(reply, entity, selection, call.view))
    },
  }
}

function contextOf({ params, path }: Call): string {
  const messages = `teams('${params['team']}')/channels('${encodeURIComponent(params['channel'] ?? '')}')/messages`
  return /\/replies(\/|\(|$)/i.test(path) ? `${messages}('${params['message']}')/replies` : messages
}
