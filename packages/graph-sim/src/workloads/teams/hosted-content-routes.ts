import { refuse } from '../../errors/graph-problem.ts'
import { ok } from '../../gateway/answer.ts'
import type { Call } from '../../gateway/call.ts'
import { entityBody } from '../../odata/answer-entity.ts'
import { answerList } from '../../odata/answer-list.ts'
import type { Entity } from '../../odata/entity.ts'
import { binary, text } from '../../odata/property-type.ts'
import type { Permissions, Route } from '../../routing/route.ts'
import type { HostedContent } from './chat-message.ts'
import { readChannelMessages, readHostedInChats } from './message-permissions.ts'
import { messageOf, messagesContext } from './team-call.ts'
import { notFound } from './team-problems.ts'
import { allAtOnce } from './team-rules.ts'

const workload = 'teams'
const thread = '/teams/{team}/channels/{channel}/messages/{message}'

/** The pictures in messages. */
export const hostedContentRoutes: readonly Route[] = [
  ...reading([thread, `${thread}/replies/{reply}`], readChannelMessages),
  ...reading(
    ['/chats/{chat}/messages/{message}', '/users/{user}/chats/{chat}/messages/{message}'],
    readHostedInChats,
  ),
]

const properties = { id: text, contentBytes: binary, contentType: text } as const

/** The bytes and their type are not written beside the id. */
const entity: Entity<HostedContent> = {
  name: 'chatMessageHostedContent',
  properties,
  navigation: [],
  defaults: Object.keys(properties),
  always: [],
  annotations: () => ({}),
  read: ({ id }, property) => (property === 'id' ? id : null),
}

function reading(messages: readonly string[], permissions: Permissions): readonly Route[] {
  const paths = messages.map((path) => `${path}/hostedContents`)
  const route = (end: string, answer: Route['answer']): Route => ({
    method: 'GET',
    paths: paths.map((path) => `${path}${end}`),
    workload,
    permissions,
    answer,
  })
  return [
    route('', (call) =>
      answerList(call, { entity, rules: allAtOnce, rows: messageOf(call).hosted, context: contextOf(call) }),
    ),
    route('/{content}', (call) =>
      ok(entityBody(call, { entity, row: contentOf(call), context: contextOf(call) })),
    ),
    route('/{content}/$value', (call) => {
      const { bytes, contentType } = contentOf(call)
      return { status: 200, bytes, headers: { 'Content-Type': contentType } }
    }),
  ]
}

function contentOf(call: Call): HostedContent {
  const id = call.params['content']
  return messageOf(call).hosted.find((content) => content.id === id) ?? refuse(notFound)
}

function contextOf(call: Call): string {
  const { message, reply } = call.params
  return `${messagesContext(call)}('${reply ?? message}')/hostedContents`
}
