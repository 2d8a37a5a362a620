import type { ChangeType } from '../change-feed/changed-thing.ts'
import { createRandom, type Random } from '../random/random.ts'
import { checkFaultRule } from './check-fault-rule.ts'
import type { FaultAction } from './fault-action.ts'
import type { FaultMatch, FaultRule, Faults } from './fault-rule.ts'
import type { NoticeFaultAction } from './notice-fault-action.ts'

/** The faults of a tenant, as the gateway uses them. */
export interface FaultPlan extends Faults {
  /** The action for a request, which counts as one of the rule's times. */
  take(request: FaultyRequest): FaultAction | undefined
  /** The same for a notification. */
  takeNotice(notice: FaultyNotice): NoticeFaultAction | undefined
}

/** A request as rules look at it. */
export interface FaultyRequest {
  /** In upper case. */
  readonly method: string
  /** With its query. */
  readonly path: string
  /** Who asks; looked up only when a rule wants to know. `undefined` without a token that is good. */
  caller(): FaultyCaller | undefined
}

/** A notification as rules look at it. */
export interface FaultyNotice extends Pick<FaultyRequest, 'caller'> {
  readonly resource: string
  readonly changeType: ChangeType
  /** The id of its subscription. */
  readonly subscription: string
}

/** Who makes a request, or has subscribed to a notification. */
export interface FaultyCaller {
  readonly app: string
  /** Id and user principal name; empty for an app without a user. */
  readonly names: readonly string[]
}

interface Entry {
  readonly rule: FaultRule
  readonly random: Random
  /** How many requests were looked at that hold to all but `nth` and `share`. */
  seen: number
  applied: number
}

/** Creates a plan without faults. */
export function createFaultPlan(): FaultPlan {
  let entries: Entry[] = []
  /** The actions of a rule for requests are for requests, and those of the others for notifications. */
  const draw = <action extends FaultAction | NoticeFaultAction>(
    strikesOne: (entry: Entry) => boolean,
  ): action | undefined => {
    const found = entries.find((entry) => !isSpent(entry) && strikesOne(entry))
    if (found === undefined) return undefined
    found.applied++
    const { action } = found.rule
    return ('kind' in action ? action : found.random.pick(action)) as action
  }
  return {
    add(rule) {
      checkFaultRule(rule)
      entries.push({ rule, random: createRandom(`faults ${rule.seed ?? 1}`), seen: 0, applied: 0 })
    },
    list: () =>
      entries.map((entry) => ({ rule: entry.rule, applied: entry.applied, isSpent: isSpent(entry) })),
    clear() {
      entries = []
    },
    take: (request) => draw((entry) => strikes(entry, isOfRequest(entry.rule.match, request))),
    takeNotice: (notice) => draw((entry) => strikes(entry, isOfNotice(entry.rule.match, notice))),
  }
}

function isSpent({ rule, seen, applied }: Entry): boolean {
  return (
    applied >= (rule.times ?? Number.POSITIVE_INFINITY) ||
    seen >= (rule.match?.nth ?? Number.POSITIVE_INFINITY)
  )
}

function strikes(entry: Entry, matches: boolean): boolean {
  const { match = {} } = entry.rule
  if (!matches) return false
  entry.seen++
  if (match.nth !== undefined && entry.seen !== match.nth) return false
  return match.share === undefined || entry.random.chance(match.share)
}

function isOfRequest(match: FaultMatch = {}, { method, path, caller }: FaultyRequest): boolean {
  if (match.notification !== undefined) return false
  if (match.method !== undefined && match.method.toUpperCase() !== method) return false
  if (typeof match.path === 'string' && !path.includes(match.path)) return false
  if (match.path instanceof RegExp && !new RegExp(match.path).test(path)) return false
  if (match.pattern !== undefined && !new RegExp(match.pattern).test(path)) return false
  return isOfCaller(match, caller)
}

function isOfNotice(match: FaultMatch = {}, notice: FaultyNotice): boolean {
  const { notification: wanted } = match
  if (wanted === undefined) return false
  if (wanted.resource !== undefined && !notice.resource.includes(wanted.resource)) return false
  if (wanted.changeType !== undefined && wanted.changeType !== notice.changeType) return false
  if (wanted.subscription !== undefined && wanted.subscription !== notice.subscription) return false
  return isOfCaller(match, notice.caller)
}

function isOfCaller({ app, user }: FaultMatch, caller: FaultyRequest['caller']): boolean {
  if (app !== undefined && caller()?.app !== app) return false
  return user === undefined || (caller()?.names.some((name) => isSame(name, user)) ?? false)
}

function isSame(a: string, b: string): boolean {
  return a.toLowerCase() === b.toLowerCase()
}
