import { badRequest, notSimulated } from '../../errors/catalog.ts'
import { refuse } from '../../errors/graph-problem.ts'
import type { Call } from '../../gateway/call.ts'
import { isObject, type JsonObject, member } from '../../gateway/parse-json.ts'
import { bodyFrom } from '../mail/body-from.ts'
import type { Recipient } from '../mail/message-content.ts'
import type { NewPost } from './conversation-store.ts'

/** Reads a post out of a request body; whoever is signed in has written it. */
export function postFrom(call: Call, json: unknown): NewPost {
  if (!isObject(json)) refuse(badRequest('The post is missing: give it with its body.'))
  if (member(json, 'attachments') !== undefined) refuse(notSimulated('attachments of posts'))
  const { principal, tenant } = call
  const categories = member(json, 'categories')
  return {
    author: principal.kind === 'delegated' ? principal.user : tenant.me,
    body: bodyFrom(member(json, 'body') ?? { contentType: 'text', content: '' }),
    newParticipants: recipientsIn(json),
    categories: Array.isArray(categories) ? categories.map(String) : [],
  }
}

/** The first element of a list in a body, e.g. of `posts`; refuses an empty list. */
export function firstOf(json: JsonObject, name: string): JsonObject {
  const list = member(json, name)
  const first: unknown = Array.isArray(list) ? list[0] : undefined
  return isObject(first)
    ? first
    : refuse(badRequest(`'${name}' has to hold what the conversation begins with.`))
}

/** The recipients that a body names in `newParticipants` or `toRecipients`. */
export function recipientsIn(json: JsonObject, name = 'newParticipants'): readonly Recipient[] {
  const list = member(json, name)
  if (!Array.isArray(list)) return []
  return list.flatMap((each: unknown) => {
    const address = isObject(each) ? member(each, 'emailAddress') : undefined
    const mail = isObject(address) ? member(address, 'address') : undefined
    if (typeof mail !== 'string') return []
    const own = isObject(address) ? member(address, 'name') : undefined
    return [{ emailAddress: { name: typeof own === 'string' ? own : mail, address: mail } }]
  })
}
