import type { ChangedThing } from '../../change-feed/changed-thing.ts'
import { accessDenied, notSimulated } from '../../errors/catalog.ts'
import { GraphProblem, type Problem, refuse } from '../../errors/graph-problem.ts'
import type { Call } from '../../gateway/call.ts'
import { parseFilter } from '../../odata/parse-filter.ts'
import { parseQuery } from '../../odata/query.ts'
import { normalizePath, type Segment } from '../../routing/normalize-path.ts'
import type { User } from '../directory/user.ts'
import { findUser } from './find-user.ts'
import type { Subscribable } from './subscribable.ts'
import { subscribables } from './subscribables.ts'
import type { Subscription } from './subscription.ts'
import type { SubscriptionKind } from './subscription-kind.ts'
import { extensionError, invalidResource } from './subscription-problems.ts'

/** What a resource stands for. */
export type FoundResource = Pick<Subscription, 'kind' | 'audiences' | 'options' | 'owner' | 'passing'>

/** Finds out what a resource is; refuses what nobody can subscribe to, and what this caller may not. */
export function findSubscribable(call: Call, resource: string): FoundResource {
  const [path = '', ...rest] = resource.split('?')
  const query = parseQuery(rest.join('?'))
  const segments = normalizePath(path)
  const match = bestMatch(segments)
  if (match === undefined) return refuse(unknownResource(segments, resource))
  requirePermission(call, match.kind)
  const request = { ...call, params: match.params, query }
  try {
    const { kind } = match
    const owner = ownerOf(request)
    kind.check?.(request)
    const filter = kind.family === 'presence' ? undefined : query.option('filter')
    if (filter !== undefined) parseFilter(filter)
    return {
      kind,
      audiences: kind.audiences({ ...request, user: owner ?? call.user }),
      options: { filter, select: query.option('select'), search: query.option('search') },
      passing: filter === undefined ? undefined : passingNow(kind.present?.(request), filter),
      owner,
    }
  } catch (error) {
    throw error instanceof GraphProblem
      ? new GraphProblem(passedOn(error.problem, match.kind, resource))
      : error
  }
}

/** Refuses with the workload's words unless the token may read the resource. */
export function requirePermission(
  { principal }: Call,
  { family, delegated, application }: SubscriptionKind,
): void {
  const sufficient = principal.kind === 'delegated' ? delegated : application
  if (sufficient.some((permission) => principal.granted.has(permission))) return
  refuse(extensionError(403, deniedIn[family]))
}

const deniedIn: Readonly<Record<SubscriptionKind['family'], string>> = {
  outlook: accessDenied.outlook.message,
  conversation: accessDenied.outlook.message,
  todo: accessDenied.outlook.message,
  directory: accessDenied.directory.message,
  drive: accessDenied.drive.message,
  teams: 'Forbidden',
  presence: 'Forbidden',
}

/** What Graph sends notifications of besides, and the simulator does not. */
const lacking: readonly RegExp[] = [
  /^communications\/(callrecords|onlinemeetings)/,
  /^users\/[^/]+\/onlinemeetings\//,
  /^security\/alerts/,
  /^print\//,
  /^appcatalogs\/teamsapps\//,
  /^copilot\//,
  /^teams\/[^/]+\/schedule\//,
]

/** The parts of Graph that have notifications at all. */
const workloads: readonly string[] = ['users', 'groups', 'drives', 'sites', 'teams', 'chats']

function unknownResource(segments: readonly Segment[], resource: string): Problem {
  const path = segments.map(({ key }) => key).join('/')
  if (lacking.some((each) => each.test(path)))
    return notSimulated(`subscriptions to ${resource.slice(0, 200)}`)
  return workloads.includes(segments[0]?.key ?? '')
    ? invalidResource(resource)
    : extensionError(400, 'Unsupported workload.')
}

interface Match {
  readonly kind: Subscribable
  readonly params: Readonly<Record<string, string>>
}

/** The match with the fewest parameters: `/teams/getAllMessages` is no team. */
function bestMatch(segments: readonly Segment[]): Match | undefined {
  const matches = subscribables.flatMap((kind) => {
    const params = paramsIn(kind.path, segments)
    return params === undefined ? [] : [{ kind, params }]
  })
  return matches.toSorted((a, b) => Object.keys(a.params).length - Object.keys(b.params).length)[0]
}

function paramsIn(path: string, segments: readonly Segment[]): Readonly<Record<string, string>> | undefined {
  const parts = path.split('/').filter(Boolean)
  if (parts.length !== segments.length) return undefined
  const params: Record<string, string> = {}
  for (const [i, part] of parts.entries()) {
    const [, name] = /^\{(\w+)\}$/.exec(part) ?? []
    const { key = '', text = '' } = segments[i] ?? {}
    if (name !== undefined) params[name] = text
    else if (part.toLowerCase() !== key.replace(/\(\)$/, '')) return undefined
  }
  return params
}

function passingNow(things: readonly ChangedThing[] | undefined, filter: string): Set<string> | undefined {
  const passing = things?.filter(({ content }) => content?.passes(filter))
  return passing && new Set(passing.map(({ id, immutableId }) => immutableId ?? id))
}

function ownerOf(request: Call): User | undefined {
  const { params, tenant } = request
  if (params['user'] !== undefined) return findUser(request)
  return params['drive'] === undefined ? undefined : tenant.drivePlace(params['drive'])?.user
}

/** A workload's refusal in the notification service's words. */
function passedOn(problem: Problem, { family }: Subscribable, resource: string): Problem {
  if (problem.code === 'ExtensionError' || problem.status === 501) return problem
  if (problem.status === 403) return extensionError(403, problem.message)
  if (problem.status === 400) return invalidResource(resource)
  if (family === 'outlook')
    return extensionError(400, `${problem.message}, The process failed to get the correct properties.`)
  return extensionError(404, problem.message)
}
