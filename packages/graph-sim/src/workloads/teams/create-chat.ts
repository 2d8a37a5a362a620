import { badRequest, notSimulated } from '../../errors/catalog.ts'
import { refuse } from '../../errors/graph-problem.ts'
import type { Call } from '../../gateway/call.ts'
import { member } from '../../gateway/parse-json.ts'
import { readJson } from '../../gateway/read-body.ts'
import { requireTopic } from './change-chat.ts'
import type { Chat } from './team.ts'
import { membersFrom } from './team-from.ts'

/** Creates the chat that a request describes; two people who have a chat already get that one back. */
export function createChat(call: Call): Chat {
  const json = readJson(call)
  const chatType = member(json, 'chatType')
  if (chatType === 'meeting') refuse(notSimulated('the creation of chats of meetings by themselves'))
  if (chatType !== 'oneOnOne' && chatType !== 'group')
    return refuse(badRequest("A new chat needs the chatType 'oneOnOne' or 'group'."))
  const members = [...new Set(membersFrom(call, json).map(({ user }) => user))]
  const { principal, tenant } = call
  if (principal.kind === 'delegated' && !members.includes(principal.user))
    refuse(badRequest('The signed-in user must be one of the members of a new chat.'))
  if (chatType === 'oneOnOne' ? members.length !== 2 : members.length < 2)
    refuse(badRequest("A 'oneOnOne' chat has two different members, a 'group' chat two or more."))
  const topic = member(json, 'topic') ?? null
  if (topic !== null && chatType === 'oneOnOne')
    refuse(badRequest("Only a 'group' chat has a topic, and it is a text."))
  requireTopic(topic)
  const teams = tenant.teams()
  const known = chatType === 'oneOnOne' ? teams.chatBetween(members) : undefined
  return known ?? teams.addChat({ chatType, topic, members, createdAt: tenant.clock.now() })
}
