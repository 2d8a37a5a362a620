import { badRequest } from '../../errors/catalog.ts'
import { refuse } from '../../errors/graph-problem.ts'
import { created, noContent } from '../../gateway/answer.ts'
import type { Call } from '../../gateway/call.ts'
import { member } from '../../gateway/parse-json.ts'
import { readJson } from '../../gateway/read-body.ts'
import { entityBody } from '../../odata/answer-entity.ts'
import { answerList } from '../../odata/answer-list.ts'
import type { Entity } from '../../odata/entity.ts'
import { text } from '../../odata/property-type.ts'
import { readSelection } from '../../odata/selection.ts'
import { type Expander, writeEntity } from '../../odata/write-entity.ts'
import type { Route } from '../../routing/route.ts'
import { chatMessageEntity } from './message-entity.ts'
import { pinMessages, readPinnedMessages, unpinMessages } from './message-permissions.ts'
import type { ChatMessage } from './team.ts'
import { boundId, chatContext, chatOf, knownBy } from './team-call.ts'
import { notFound } from './team-problems.ts'
import { allAtOnce } from './team-rules.ts'

const workload = 'teams'
const list = '/chats/{chat}/pinnedMessages'

/** Messages that are pinned in chats. */
export const pinnedMessageRoutes: readonly Route[] = [
  {
    method: 'GET',
    paths: [list],
    workload,
    permissions: readPinnedMessages,
    answer(call) {
      const { messages, pinned } = chatOf(call)
      const rows = messages.filter(({ id }) => pinned.includes(id)).toReversed()
      return answerList(call, {
        entity,
        rules: allAtOnce,
        rows,
        context: contextOf(call),
        expand: expanders(call),
      })
    },
  },
  {
    method: 'POST',
    paths: [list],
    workload,
    permissions: pinMessages,
    answer(call) {
      const { messages, pinned } = chatOf(call)
      const id = boundId(member(readJson(call), 'message@odata.bind'), 'message')
      const row = messages.find((message) => message.id === id) ?? refuse(notFound)
      if (pinned.includes(id)) refuse(badRequest('The message is pinned already.'))
      pinned.push(id)
      return created(entityBody(call, { entity, row, context: contextOf(call) }))
    },
  },
  {
    method: 'DELETE',
    paths: [`${list}/{pinned}`],
    workload,
    permissions: unpinMessages,
    answer(call) {
      const { pinned } = chatOf(call)
      const at = pinned.indexOf(call.params['pinned'] ?? '')
      if (at < 0) refuse(notFound)
      pinned.splice(at, 1)
      return noContent
    },
  },
]

const entity: Entity<ChatMessage> = {
  name: 'pinnedChatMessageInfo',
  properties: { id: text },
  navigation: ['message'],
  defaults: ['id'],
  always: [],
  annotations: () => ({ '@odata.type': '#microsoft.graph.pinnedChatMessageInfo' }),
  read: ({ id }) => id,
}

function expanders(call: Call): Readonly<Record<string, Expander<ChatMessage>>> {
  const messages = chatMessageEntity(call.tenant, knownBy(call))
  return {
    message: (row, { query }) => writeEntity(row, messages, readSelection(query, messages, []), call.view),
  }
}

function contextOf(call: Call): string {
  return `${chatContext(call)}/pinnedMessages`
}
