import { authenticate } from '../auth/authenticate.ts'
import { authorize } from '../auth/authorize.ts'
import type { Principal } from '../auth/principal.ts'
import {
  badRequest,
  directoryObjectNotFound,
  driveItemNotFound,
  invalidUser,
  noMailbox,
  notSimulated,
  tooLarge,
} from '../errors/catalog.ts'
import { refuse } from '../errors/graph-problem.ts'
import type { View } from '../odata/entity.ts'
import { parseQuery } from '../odata/query.ts'
import type { Match, Router } from '../routing/router.ts'
import { noteRequest } from '../snapshot/note-request.ts'
import type { TenantState } from '../tenant/tenant-state.ts'
import type { Throttle } from '../throttling/create-throttle.ts'
import { withheldFromBasicEvents } from '../workloads/calendar/event-entity.ts'
import { hasMailbox } from '../workloads/directory/has-mailbox.ts'
import type { User } from '../workloads/directory/user.ts'
import { withheldFromBasic } from '../workloads/mail/message-entity.ts'
import { requireMailboxAccess } from '../workloads/mailbox-access/require-access.ts'
import { type Answer, noContent } from './answer.ts'
import type { Call } from './call.ts'
import type { Incoming } from './incoming.ts'
import { type Preferences, readPreferences } from './read-view.ts'

/** What a request runs against. */
export interface Surroundings {
  readonly tenant: TenantState
  readonly router: Router
  readonly throttle: Throttle
}

/** An answer and the part of `Prefer` that was granted. */
export interface RouteOutcome {
  readonly answer: Answer
  readonly applied: string
}

/** Takes a request through sign-in, routing, permissions and limits to its route. */
export async function runRoute(incoming: Incoming, surroundings: Surroundings): Promise<RouteOutcome> {
  const { tenant, router, throttle } = surroundings
  const { base, path } = splitUrl(incoming.url)
  const principal = authenticate(incoming.headers, tenant)
  const match = router(incoming.method, path)
  const owner = ownerOf(match, principal, tenant)
  authorize(principal, match.route, owner)
  checkMailbox(match, owner)
  if (match.route.workload === 'outlook' && owner !== undefined)
    requireMailboxAccess({ match, principal, owner, tenant })
  checkSize(match, incoming.body.length)
  const query = parseQuery(incoming.url.search)
  const passage = throttle.enter({
    match,
    principal,
    query,
    owner: owner?.id ?? '',
    bytes: incoming.body.length,
  })
  try {
    await Promise.resolve()
    const preferences = readPreferences(incoming.headers.get('prefer'))
    const call: Call = {
      tenant,
      method: incoming.method,
      base,
      path,
      params: match.params,
      query,
      headers: incoming.headers,
      body: incoming.body,
      principal,
      user: owner ?? tenant.me,
      view: viewOf(preferences, principal, base),
    }
    const answer = await noteRequest(incoming, tenant, () => match.route.answer(call))
    const spared = preferences.result === 'minimal' && incoming.method === 'PATCH' && answer.status === 200
    return { answer: withHeaders(spared ? noContent : answer, passage.headers), applied: preferences.applied }
  } finally {
    passage.leave()
  }
}

function splitUrl({ origin, pathname }: URL): { readonly base: string; readonly path: string } {
  const [, version, path = ''] = /^\/(v1\.0|beta)(\/.*)?$/i.exec(pathname) ?? []
  if (version === undefined) return refuse(badRequest(`Invalid version: ${pathname.split('/')[1] ?? ''}`))
  if (version.toLowerCase() === 'beta') refuse(notSimulated('the beta version'))
  return { base: `${origin}/${version}`, path: path.replace(/\/+$/, '') }
}

/** Whose data a path is about; `undefined` when it is nobody's in particular. */
function ownerOf({ route, params }: Match, principal: Principal, tenant: TenantState): User | undefined {
  const { user, drive } = params
  if (user !== undefined) return findUser(user, route.workload, principal, tenant)
  if (drive === undefined) return undefined
  const place = tenant.drivePlace(drive) ?? refuse(driveItemNotFound)
  return place.user
}

function findUser(name: string, workload: string, principal: Principal, tenant: TenantState): User {
  if (name.toLowerCase() === 'me') {
    if (principal.kind === 'delegated') return principal.user
    refuse(badRequest('/me request is only valid with delegated authentication flow.'))
  }
  const found = tenant.directory.find(name)
  if (found !== undefined) return found
  return refuse(workload === 'outlook' ? invalidUser(name) : directoryObjectNotFound(name))
}

function withHeaders(answer: Answer, headers: Readonly<Record<string, string>>): Answer {
  return { ...answer, headers: { ...headers, ...answer.headers } }
}

function checkMailbox({ route }: Match, owner: User | undefined): void {
  if (route.workload === 'outlook' && owner !== undefined && !hasMailbox(owner)) refuse(noMailbox)
}

/** What a request may bring: 4 MB, and 250 MB to a drive (Graph rule 35). */
function checkSize({ route }: Match, size: number): void {
  if (size > (route.workload === 'drive' ? 250 : 4) * 1024 * 1024) refuse(tooLarge)
}

function viewOf(preferences: Preferences, { granted }: Principal, base: string): View {
  const basicMail = !['Mail.Read', 'Mail.ReadWrite', 'Mail.Read.Shared', 'Mail.ReadWrite.Shared'].some(
    (one) => granted.has(one),
  )
  const basicEvents = ![
    'Calendars.Read',
    'Calendars.ReadWrite',
    'Calendars.Read.Shared',
    'Calendars.ReadWrite.Shared',
  ].some((one) => granted.has(one))
  return {
    ids: preferences.ids,
    timeZone: preferences.timeZone,
    bodyType: preferences.bodyType,
    withheld: [...(basicMail ? withheldFromBasic : []), ...(basicEvents ? withheldFromBasicEvents : [])],
    base,
  }
}
