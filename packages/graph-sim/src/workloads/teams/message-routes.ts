import { created, noContent, ok } from '../../gateway/answer.ts'
import type { Call } from '../../gateway/call.ts'
import { readJson } from '../../gateway/read-body.ts'
import { entityBody } from '../../odata/answer-entity.ts'
import { answerList, type ListSource } from '../../odata/answer-list.ts'
import { readSelection } from '../../odata/selection.ts'
import { type Expander, writeEntity } from '../../odata/write-entity.ts'
import type { Permissions, Route } from '../../routing/route.ts'
import { changeMessage } from './change-message.ts'
import { chatMessageEntity } from './message-entity.ts'
import { messageFrom } from './message-from.ts'
import {
  changeChannelMessages,
  changeChatMessages,
  readChannelMessages,
  readChatMessages,
  sendChannelMessages,
  sendChatMessages,
} from './message-permissions.ts'
import { post } from './post-message.ts'
import type { ChatMessage } from './team.ts'
import { channelOf, chatOf, knownBy, messageOf, messagesContext, without } from './team-call.ts'
import { channelMessageRules, chatMessageRules } from './team-rules.ts'

const workload = 'teams'
const inChannel = '/teams/{team}/channels/{channel}/messages'
const inChats = ['/chats/{chat}/messages', '/users/{user}/chats/{chat}/messages']
const thread = `${inChannel}/{message}`
const replies = `${thread}/replies`

/** Messages in channels, the replies to them, and messages in chats. */
export const messageRoutes: readonly Route[] = [
  {
    method: 'GET',
    paths: [inChannel],
    workload,
    permissions: readChannelMessages,
    answer: (call) => answerList(call, sourceOf(call, channelOf(call).messages.toSorted(latestThreadFirst))),
  },
  {
    method: 'GET',
    paths: [replies],
    workload,
    permissions: readChannelMessages,
    answer: (call) => answerList(call, sourceOf(call, messageOf(call).replies.toReversed())),
  },
  {
    method: 'GET',
    paths: inChats,
    workload,
    permissions: readChatMessages,
    answer: answerChatMessages,
  },
  reading([thread, `${replies}/{reply}`], readChannelMessages),
  reading(
    inChats.map((path) => `${path}/{message}`),
    readChatMessages,
  ),
  posting([inChannel, replies], sendChannelMessages),
  posting(inChats.slice(0, 1), sendChatMessages),
  changing([thread, `${replies}/{reply}`], changeChannelMessages),
  changing(
    inChats.slice(0, 1).map((path) => `${path}/{message}`),
    changeChatMessages,
  ),
]

function reading(paths: readonly string[], permissions: Permissions): Route {
  const answer: Route['answer'] = (call) => ok(messageBody(call, messageOf(call)))
  return { method: 'GET', paths, workload, permissions, answer }
}

function posting(paths: readonly string[], permissions: Permissions): Route {
  return {
    method: 'POST',
    paths,
    workload,
    permissions,
    answer: (call) => created(messageBody(call, post(call, messageFrom(call)))),
  }
}

/** Graph says nothing to somebody who changes his message, and 200 to an app that marks one. */
function changing(paths: readonly string[], permissions: Permissions): Route {
  return {
    method: 'PATCH',
    paths,
    workload,
    permissions,
    answer(call) {
      changeMessage(call, readJson(call))
      return call.principal.kind === 'application' ? { status: 200 } : noContent
    },
  }
}

/** A filter counts only when the messages are sorted by the same property. */
function answerChatMessages(call: Call): ReturnType<typeof answerList> {
  const [sorted] = (call.query.option('orderby') ?? '').trim().split(/\s/)
  const filtered = call.query.option('filter') ?? ''
  const counts = sorted !== '' && new RegExp(`^\\s*${sorted?.replace(/\W/g, '')}\\b`, 'i').test(filtered)
  const rows = chatOf(call).messages.toReversed()
  return answerList(counts ? call : without(call, 'filter'), {
    ...sourceOf(call, rows),
    rules: chatMessageRules,
  })
}

/** A thread moves up when somebody replies. */
function latestThreadFirst(a: ChatMessage, b: ChatMessage): number {
  return latestIn(b) - latestIn(a)
}

function latestIn({ createdAt, replies: answers }: ChatMessage): number {
  return answers.at(-1)?.createdAt ?? createdAt
}

function sourceOf(call: Call, rows: readonly ChatMessage[]): ListSource<ChatMessage> {
  return {
    entity: chatMessageEntity(call.tenant, knownBy(call)),
    rules: channelMessageRules,
    rows,
    context: messagesContext(call),
    expand: messageExpanders(call),
  }
}

function messageBody(call: Call, row: ChatMessage): Record<string, unknown> {
  const entity = chatMessageEntity(call.tenant, knownBy(call))
  return entityBody(call, { entity, row, context: messagesContext(call), expand: messageExpanders(call) })
}

/** Fetches the replies to a message along with it, the latest first. */
export function messageExpanders(call: Call): Readonly<Record<string, Expander<ChatMessage>>> {
  const entity = chatMessageEntity(call.tenant, knownBy(call))
  return {
    replies: (message, { query }) => {
      const selection = readSelection(query, entity, [])
      return message.replies.toReversed().map((reply) => writeEntity(reply, entity, selection, call.view))
    },
  }
}
