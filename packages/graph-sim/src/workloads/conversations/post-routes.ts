import { noRecipients } from '../../errors/catalog.ts'
import { refuse } from '../../errors/graph-problem.ts'
import { accepted, ok } from '../../gateway/answer.ts'
import type { Call } from '../../gateway/call.ts'
import { member } from '../../gateway/parse-json.ts'
import { readJson } from '../../gateway/read-body.ts'
import { entityBody } from '../../odata/answer-entity.ts'
import { answerList } from '../../odata/answer-list.ts'
import type { ListRules } from '../../odata/list-rules.ts'
import type { Route } from '../../routing/route.ts'
import { timestamp } from '../../time/timestamp.ts'
import { emptyDraft } from '../mail/compose.ts'
import { deliver } from '../mail/deliver.ts'
import { groupOf, postOf, threadOf } from './conversation-call.ts'
import { postEntity, postRow } from './conversation-entity.ts'
import { readConversations, writeConversations } from './conversation-permissions.ts'
import { postFrom, recipientsIn } from './post-body.ts'

const workload = 'outlook'
const sets = [
  '/groups/{group}/threads/{thread}/posts',
  '/groups/{group}/conversations/{conversation}/threads/{thread}/posts',
]
const ones = sets.map((path) => `${path}/{post}`)

const rules: ListRules = {
  pageSize: 10,
  largestPage: 1000,
  paging: 'skip',
  counts: () => true,
  refusals: [],
}

/** The posts of threads: reading, answering and passing them on. */
export const postRoutes: readonly Route[] = [
  {
    method: 'GET',
    paths: sets,
    workload,
    permissions: readConversations,
    answer(call) {
      const thread = threadOf(call)
      const rows = thread.posts.map((post) => postRow(post, thread))
      return answerList(call, {
        entity: postEntity,
        rules,
        rows,
        context: contextOf(call),
        expand: { attachments: () => [], inReplyTo: ({ id }) => answeredBy(call, id) },
      })
    },
  },
  {
    method: 'GET',
    paths: ones,
    workload,
    permissions: readConversations,
    answer: (call) =>
      ok(
        entityBody(call, {
          entity: postEntity,
          row: postRow(postOf(call), threadOf(call)),
          context: contextOf(call),
          expand: { attachments: () => [], inReplyTo: ({ id }) => answeredBy(call, id) },
        }),
      ),
  },
  {
    method: 'POST',
    paths: ones.map((path) => `${path}/reply`),
    workload,
    permissions: writeConversations,
    answer(call) {
      const post = postFrom(call, member(readJson(call), 'post'))
      call.tenant.conversations().reply(threadOf(call), { ...post, inReplyTo: postOf(call).id })
      return accepted
    },
  },
  {
    method: 'POST',
    paths: ones.map((path) => `${path}/forward`),
    workload,
    permissions: writeConversations,
    answer: forward,
  },
]

function answeredBy(call: Call, id: string): Readonly<Record<string, unknown>> | null {
  const thread = threadOf(call)
  const answered = thread.posts.find((post) => post.id === id)?.inReplyTo
  const post = thread.posts.find((each) => each.id === answered)
  return post === undefined ? null : postRow(post, thread)
}

/** Sends a post as a message to others; it stays in the group as it is. */
function forward(call: Call): typeof accepted {
  const json = readJson(call)
  const toRecipients = recipientsIn(json, 'toRecipients')
  if (toRecipients.length === 0) refuse(noRecipients)
  const comment = member(json, 'comment')
  const { body, sender } = postOf(call)
  const now = timestamp(call.tenant.clock.now())
  const content = typeof comment === 'string' ? `${comment}\n\n${body.content}` : body.content
  deliver(
    call.tenant,
    {
      ...emptyDraft(call.tenant.mailbox(call.user)),
      subject: `FW: ${threadOf(call).topic}`,
      body: { ...body, content },
      from: sender,
      sender,
      toRecipients,
      sentDateTime: now,
      receivedDateTime: now,
      isDraft: false,
    },
    now,
  )
  return accepted
}

function contextOf(call: Call): string {
  const { conversation, thread = '' } = call.params
  const place = conversation === undefined ? '' : `/conversations('${encodeURIComponent(conversation)}')`
  return `groups('${groupOf(call).id}')${place}/threads('${encodeURIComponent(thread)}')/posts`
}
