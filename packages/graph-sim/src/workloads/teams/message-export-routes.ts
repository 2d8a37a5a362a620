import { badRequest } from '../../errors/catalog.ts'
import { refuse } from '../../errors/graph-problem.ts'
import type { Answer } from '../../gateway/answer.ts'
import type { Call } from '../../gateway/call.ts'
import { answerList } from '../../odata/answer-list.ts'
import type { Route } from '../../routing/route.ts'
import { chatMessageEntity } from './message-entity.ts'
import { exportChannelMessages, exportChatMessages } from './message-permissions.ts'
import type { ChatMessage } from './team.ts'
import { knownBy, teamOf } from './team-call.ts'
import { exportRules } from './team-rules.ts'

const workload = 'teams'

/** All messages at once, for apps that keep copies of them. */
export const messageExportRoutes: readonly Route[] = [
  {
    method: 'GET',
    paths: ['/teams/{team}/channels/getAllMessages', '/teams/{team}/channels/getAllMessages()'],
    workload,
    permissions: exportChannelMessages,
    answer: (call) =>
      answerMessages(
        call,
        teamOf(call).channels.flatMap(({ messages }) => messages),
      ),
  },
  {
    method: 'GET',
    paths: ['/users/{user}/chats/getAllMessages', '/users/{user}/chats/getAllMessages()'],
    workload,
    permissions: exportChatMessages,
    answer: (call) =>
      answerMessages(
        call,
        call.tenant
          .teams()
          .chatsOf(call.user)
          .flatMap(({ messages }) => messages),
      ),
  },
]

/** Messages and replies, the earliest first; `model` says how they are paid for. */
function answerMessages(call: Call, threads: readonly ChatMessage[]): Answer {
  const model = call.query.parameter('model')
  if (model !== undefined && !/^[AB]$/.test(model))
    refuse(badRequest(`Invalid value '${model.slice(0, 40)}' for model. Valid values are A and B.`))
  const rows = threads.flatMap((message) => [message, ...message.replies])
  return answerList(call, {
    entity: {
      ...chatMessageEntity(call.tenant, knownBy(call)),
      annotations: () => ({ '@odata.type': '#microsoft.graph.chatMessage' }),
    },
    rules: exportRules,
    rows: rows.toSorted((a, b) => a.createdAt - b.createdAt),
    context: 'Collection(chatMessage)',
  })
}
