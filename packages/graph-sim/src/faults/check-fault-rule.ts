import { isObject } from '../gateway/parse-json.ts'
import type { FaultAction } from './fault-action.ts'
import type { FaultRule } from './fault-rule.ts'
import type { NoticeFaultAction } from './notice-fault-action.ts'

/** Throws a `TypeError` or a `RangeError` that says what to write instead unless a value is a rule. */
export function checkFaultRule(value: unknown): asserts value is FaultRule {
  const rule = requireObject(
    value,
    'A fault rule',
    '{ match: { path: "/messages" }, times: 1, action: { kind: "reset" } }',
  )
  requireMembers(rule, 'A fault rule', ['match', 'times', 'action', 'seed'])
  requireCount(rule['times'], 'times')
  requireNumber(rule['seed'], 'seed', 'a whole number', Number.isInteger)
  if (rule['match'] !== undefined) checkMatch(rule['match'])
  const { action } = rule
  if (Array.isArray(action) && action.length === 0)
    throw new RangeError('action is an empty list: give at least one action to draw from')
  const isNotice = isObject(rule['match']) && rule['match']['notification'] !== undefined
  const known = isNotice ? noticeMembers : actionMembers
  for (const one of Array.isArray(action) ? action : [action]) checkAction(one, known)
}

/** What each kind of action may say besides its kind. */
const actionMembers: Readonly<Record<FaultAction['kind'], readonly string[]>> = {
  status: ['status', 'body', 'headers', 'retryAfter'],
  throttle: ['retryAfter'],
  delay: ['ms'],
  reset: ['when'],
  truncate: [],
  html: [],
  'content-type': ['contentType'],
  afterwards: ['status'],
}

/** The same for notifications. */
const noticeMembers: Readonly<Record<NoticeFaultAction['kind'], readonly string[]>> = {
  lost: [],
  duplicated: [],
  late: ['ms'],
  reordered: [],
  missed: [],
}

const requiredMembers: Readonly<Partial<Record<string, string>>> = {
  status: 'status',
  delay: 'ms',
  late: 'ms',
  afterwards: 'status',
}

function checkMatch(value: unknown): void {
  const match = requireObject(value, 'match', '{ method: "GET", path: "/messages" }')
  requireMembers(match, 'match', ['method', 'path', 'pattern', 'app', 'user', 'notification', 'nth', 'share'])
  if (match['notification'] !== undefined) checkNoticeMatch(match)
  for (const name of ['method', 'pattern', 'app', 'user']) requireText(match[name], `match.${name}`)
  const { path, pattern } = match
  if (path !== undefined && typeof path !== 'string' && !(path instanceof RegExp))
    throw new TypeError('match.path has to be a text in the path, or a regular expression')
  if (typeof pattern === 'string') compile(pattern)
  requireCount(match['nth'], 'match.nth')
  requireNumber(match['share'], 'match.share', 'from 0 to 1', (share) => share >= 0 && share <= 1)
}

function checkNoticeMatch(match: Readonly<Record<string, unknown>>): void {
  requireMembers(match, 'match of a rule for notifications', ['notification', 'app', 'user', 'nth', 'share'])
  const notification = requireObject(match['notification'], 'match.notification', '{ changeType: "created" }')
  requireMembers(notification, 'match.notification', ['resource', 'changeType', 'subscription'])
  for (const name of ['resource', 'changeType', 'subscription'])
    requireText(notification[name], `match.notification.${name}`)
}

function checkAction(value: unknown, known: Readonly<Record<string, readonly string[]>>): void {
  const action = requireObject(value, 'action', '{ kind: "throttle", retryAfter: 1 }')
  const { kind } = action
  if (typeof kind !== 'string' || !Object.hasOwn(known, kind))
    throw new TypeError(`action.kind is ${written(kind)}: use one of ${Object.keys(known).join(', ')}`)
  requireMembers(action, `An action of kind ${kind}`, ['kind', ...(known[kind] ?? [])])
  const required = requiredMembers[kind]
  if (required !== undefined && action[required] === undefined)
    throw new TypeError(`An action of kind ${kind} needs ${required}`)
  const isFailure = (status: number): boolean => Number.isInteger(status) && status >= 400 && status <= 599
  requireNumber(action['status'], 'action.status', 'from 400 to 599', isFailure)
  requireNumber(action['ms'], 'action.ms', 'at least 0', (ms) => ms >= 0)
  requireNumber(action['retryAfter'], 'action.retryAfter', 'at least 0', (seconds) => seconds >= 0)
  requireText(action['contentType'], 'action.contentType')
  const { when, headers } = action
  if (when !== undefined && when !== 'before' && when !== 'after')
    throw new TypeError(`action.when is ${written(when)}: use before or after`)
  if (headers !== undefined)
    for (const [name, text] of Object.entries(
      requireObject(headers, 'action.headers', '{ "x-name": "text" }'),
    ))
      requireText(text, `action.headers["${name}"]`)
}

function requireObject(value: unknown, name: string, example: string): Readonly<Record<string, unknown>> {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw new TypeError(`${name} is ${written(value)}: write an object such as ${example}`)
  return value as Readonly<Record<string, unknown>>
}

function requireMembers(value: object, owner: string, known: readonly string[]): void {
  for (const name of Object.keys(value))
    if (!known.includes(name))
      throw new TypeError(`${owner} has no member "${name}": use ${known.join(', ')}`)
}

function requireText(value: unknown, name: string): void {
  if (value !== undefined && typeof value !== 'string')
    throw new TypeError(`${name} is ${written(value)}: write a text`)
}

function requireCount(value: unknown, name: string): void {
  const isCount = (count: number): boolean => count === Number.POSITIVE_INFINITY || Number.isInteger(count)
  requireNumber(value, name, 'a whole number of at least 1', (count) => isCount(count) && count >= 1)
}

function requireNumber(
  value: unknown,
  name: string,
  range: string,
  isSound: (value: number) => boolean,
): void {
  if (value === undefined) return
  if (typeof value !== 'number') throw new TypeError(`${name} is ${written(value)}: write a number, ${range}`)
  if (!isSound(value)) throw new RangeError(`${name} is ${value}: it has to be ${range}`)
}

function compile(pattern: string): void {
  try {
    new RegExp(pattern)
  } catch {
    throw new TypeError(
      `match.pattern is ${written(pattern)}: write a regular expression, e.g. "/messages/.+/move$"`,
    )
  }
}

function written(value: unknown): string {
  return value === undefined ? 'absent' : (JSON.stringify(value) ?? typeof value).slice(0, 80)
}
