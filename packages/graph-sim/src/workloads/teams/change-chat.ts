import { badRequest } from '../../errors/catalog.ts'
import { refuse } from '../../errors/graph-problem.ts'
import type { Call } from '../../gateway/call.ts'
import { type JsonObject, member } from '../../gateway/parse-json.ts'
import type { User } from '../directory/user.ts'
import { teamworkUser } from './message-entity.ts'
import type { Chat } from './team.ts'

/** Gives a group chat another topic, and says so in it. */
export function renameChat(call: Call, chat: Chat, json: JsonObject): void {
  const topic = member(json, 'topic') ?? null
  if (chat.chatType !== 'group') refuse(badRequest('Only a group chat can be renamed.'))
  requireTopic(topic)
  chat.topic = topic
  call.tenant.teams().changedChat(chat)
  announce(call, chat, {
    '@odata.type': '#microsoft.graph.chatRenamedEventMessageDetail',
    chatId: chat.id,
    chatDisplayName: topic,
  })
}

/** Refuses a topic of more than 250 characters or with a colon. */
export function requireTopic(topic: unknown): asserts topic is string | null {
  if (topic === null) return
  if (typeof topic !== 'string' || topic.length > 250 || topic.includes(':'))
    refuse(badRequest('The topic of a chat has 250 characters at most, and no colon.'))
}

/** Says in a chat who came or left. */
export function announceMembers(
  call: Call,
  chat: Chat,
  change: 'Added' | 'Deleted',
  users: readonly User[],
): void {
  const members = users.map((user) => ({ ...teamworkUser(user, call.tenant), displayName: null }))
  announce(call, chat, {
    '@odata.type': `#microsoft.graph.members${change}EventMessageDetail`,
    ...(change === 'Added'
      ? { visibleHistoryStartDateTime: new Date(call.tenant.clock.now()).toISOString() }
      : {}),
    members,
  })
}

/** Teams writes what happens to a chat into it. */
function announce(call: Call, chat: Chat, detail: Readonly<Record<string, unknown>>): void {
  const { principal, tenant } = call
  const by =
    principal.kind === 'delegated' ? { ...teamworkUser(principal.user, tenant), displayName: null } : null
  tenant.teams().post(chat, {
    content: {
      subject: null,
      importance: 'normal',
      body: { contentType: 'html', content: '<systemEventMessage/>' },
      attachments: [],
      mentions: [],
    },
    from: undefined,
    event: { ...detail, initiator: { application: null, device: null, user: by } },
  })
}
