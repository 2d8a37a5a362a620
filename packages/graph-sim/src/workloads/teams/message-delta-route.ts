import { answerDelta, type DeltaSource } from '../../delta/answer-delta.ts'
import { teamsDelta } from '../../delta/delta-dress.ts'
import { badRequest } from '../../errors/catalog.ts'
import { refuse } from '../../errors/graph-problem.ts'
import type { Call } from '../../gateway/call.ts'
import { compileFilter } from '../../odata/compile-filter.ts'
import { parseFilter } from '../../odata/parse-filter.ts'
import { readCount } from '../../odata/query.ts'
import { readSelection } from '../../odata/selection.ts'
import { writeEntity } from '../../odata/write-entity.ts'
import type { Route } from '../../routing/route.ts'
import { chatMessageEntity } from './message-entity.ts'
import { readChannelMessages } from './message-permissions.ts'
import { messageExpanders } from './message-routes.ts'
import type { ChatMessage } from './team.ts'
import { channelOf, knownBy } from './team-call.ts'
import { optionNotAllowed, topTooLarge } from './team-rules.ts'

const list = '/teams/{team}/channels/{channel}/messages/delta'
const largestPage = 50

/** Older messages are not tracked: eight months. */
const oldest = 243 * 86_400_000

/** Changes of the messages in a channel. */
export const messageDeltaRoute: Route = {
  method: 'GET',
  paths: [list, `${list}()`],
  workload: 'teams',
  permissions: readChannelMessages,
  answer: (call) => answerDelta(call, teamsDelta, changesOf),
}

function changesOf(call: Call): DeltaSource<ChatMessage> {
  const refused = (['orderby', 'search', 'count'] as const).find(
    (name) => call.query.option(name) !== undefined,
  )
  if (refused !== undefined) refuse(optionNotAllowed(refused))
  const top = readCount(call.query, 'top')
  if (top !== undefined && top > largestPage) refuse(topTooLarge(largestPage, top))
  const channel = channelOf(call)
  const entity = chatMessageEntity(call.tenant, knownBy(call))
  const expand = messageExpanders(call)
  const selection = readSelection(call.query, entity, Object.keys(expand))
  const since = call.tenant.clock.now() - oldest
  const passes = passesOf(call)
  const aspect = selection.expanded.length > 0 ? 'threads' : 'messages'
  const type = { '@odata.type': '#microsoft.graph.chatMessage' }
  return {
    owner: channel,
    aspect,
    scope: channel.id,
    identity: 'key',
    context: 'Collection(chatMessage)',
    pageSize: 20,
    largestPage,
    rows: channel.messages.filter(({ createdAt }) => createdAt > since),
    trace: (message) => ({ key: message.id, place: message.id, version: versionOf(message, aspect) }),
    passes: ({ row }) => passes(row),
    present: (message) => ({ ...type, ...writeEntity(message, entity, selection, call.view, expand) }),
    absent: ({ row }) => ({ ...type, id: row.id, '@removed': { reason: 'deleted' } }),
  }
}

/** With the replies, a message is another one when one of them is. */
function versionOf({ modifiedAt, replies }: ChatMessage, aspect: 'threads' | 'messages'): string {
  return aspect === 'threads'
    ? [modifiedAt, ...replies.map((reply) => reply.modifiedAt)].join()
    : String(modifiedAt)
}

/** A filter by `lastModifiedDateTime gt` lets threads through, by the latest change of any of their messages. */
function passesOf(call: Call): (message: ChatMessage) => boolean {
  const filter = call.query.option('filter')
  if (filter === undefined) return () => true
  const compiled = compileFilter<ChatMessage>(parseFilter(filter), chatMessageEntity(call.tenant))
  if (
    compiled.uses.some(({ property, operator }) => property !== 'lastModifiedDateTime' || operator !== 'gt')
  )
    refuse(badRequest('$filter takes lastModifiedDateTime with gt here.'))
  return (message) => [message, ...message.replies].some((each) => compiled.matches(each))
}
