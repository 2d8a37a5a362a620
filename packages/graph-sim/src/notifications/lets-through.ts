import type { ChangedThing } from '../change-feed/changed-thing.ts'
import { GraphProblem } from '../errors/graph-problem.ts'
import { isObject, member } from '../gateway/parse-json.ts'
import { plainView } from '../odata/entity.ts'
import type { ResourceOptions } from '../workloads/subscriptions/subscription.ts'

/** Whether the query options of a subscription's resource let a thing through. */
export function letsThrough({ filter, search }: ResourceOptions, thing: ChangedThing): boolean {
  if (search !== undefined && !contains(thing, search)) return false
  if (filter === undefined) return true
  const user = mentionedIn(filter)
  return user === undefined ? passes(thing, filter) : mentions(thing, user)
}

/** The user in a filter for messages that mention somebody, which Teams knows for subscriptions only. */
function mentionedIn(filter: string): string | undefined {
  const form = /^\s*mentions\/any\(\s*(\w+)\s*:\s*\1\/mentioned\/user\/id\s+eq\s+'([^']+)'\s*\)\s*$/i
  return form.exec(filter)?.[2]
}

function mentions({ content }: ChangedThing, user: string): boolean {
  const list = content?.write('mentions', plainView)['mentions']
  return Array.isArray(list) && list.some((mention) => idOf(mention) === user.toLowerCase())
}

function idOf(mention: unknown): string | undefined {
  const mentioned = isObject(mention) ? member(mention, 'mentioned') : undefined
  const user = isObject(mentioned) ? member(mentioned, 'user') : undefined
  return isObject(user) ? String(member(user, 'id')).toLowerCase() : undefined
}

/** Messages of Teams can be asked for by a word in them. */
function contains({ content }: ChangedThing, search: string): boolean {
  const word = search.trim().replace(/^"|"$/g, '').toLowerCase()
  return JSON.stringify(content?.write('body', plainView)['body'] ?? '')
    .toLowerCase()
    .includes(word)
}

function passes({ content }: ChangedThing, filter: string): boolean {
  try {
    return content?.passes(filter) ?? true
  } catch (error) {
    if (error instanceof GraphProblem) return false
    throw error
  }
}
