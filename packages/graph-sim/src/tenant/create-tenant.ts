import { usual, writeToken } from '../auth/token.ts'
import { createFaultPlan } from '../faults/fault-plan.ts'
import { type AnswerWatcher, createGateway } from '../gateway/create-gateway.ts'
import type { Amounts } from '../population/populate.ts'
import { createRandom } from '../random/random.ts'
import { createRouter } from '../routing/router.ts'
import { routingTable } from '../routing/routing-table.ts'
import { unserved } from '../routing/unserved.ts'
import type { Journal } from '../snapshot/journal.ts'
import { createThrottle } from '../throttling/create-throttle.ts'
import { shareMailbox } from '../workloads/mailbox-access/share-mailbox.ts'
import { type BareClock, type Clock, createRunningClock, createStandingClock } from './clock.ts'
import { createState } from './create-state.ts'
import { usualDelays } from './delays.ts'
import { insides } from './insides.ts'
import { createRequestLog } from './request-log.ts'
import type { Tenant, TenantOptions, TokenOptions } from './tenant.ts'
import type { TenantState } from './tenant-state.ts'
import { createTimeline } from './timeline.ts'

const router = createRouter(routingTable, unserved)
const defaultApp = '5f0b9c6e-6a51-4d3c-9a52-0d8e6f1b7c20'

/**
 * Creates a tenant: a company with people, mail, calendars, contacts and files, and everything Graph does with them.
 *
 * Throws a `RangeError` for amounts below 0 and fewer than 2 people.
 *
 * @example
 * ```ts
 * const tenant = createTenant({ seed: 7 })
 *
 * const response = await tenant.fetch('https://graph.microsoft.com/v1.0/me/messages?$top=5', {
 *   headers: { authorization: `Bearer ${tenant.token()}` },
 * })
 * ```
 */
export function createTenant(options: TenantOptions = {}): Tenant {
  const running = options.now === undefined
  const bare = running ? createRunningClock() : createStandingClock(Number(options.now))
  return buildTenant(options, { bare, start: bare.now(), goes: running ? 'by itself' : 'when moved' })
}

/** Puts a tenant together on a clock; it is made as of the clock's start. */
export function buildTenant(options: TenantOptions, { bare, start, goes }: TenantTime): Tenant {
  const { seed = 1, domain = 'solvang.example', people = 25, throttling = {} } = options
  const amounts = readAmounts(options)
  if (!(people >= 2)) throw new RangeError('A tenant needs at least 2 people')
  const random = createRandom(`tenant ${seed}`)
  const { clock, timeline } = createTimeline(bare, goes)
  const delays = { ...usualDelays, ...options.delays }
  const faults = createFaultPlan()
  const state = bare.during(start, () =>
    createState({
      random,
      clock,
      timeline,
      delays,
      domain,
      usualPermissions: allDelegated,
      people,
      ...readOthers(options),
      amounts,
      notifications: options.notifications ?? {},
      takeFault: faults.takeNotice,
    }),
  )
  const log = createRequestLog()
  const throttle = createThrottle({
    clock,
    clockGoes: goes,
    options: throttling,
    tenant: { id: state.id, people: () => state.directory.users.length },
  })
  const watchers = new Set<AnswerWatcher>()
  const requestRandom = random.fork('requests')
  const gateway = createGateway({
    tenant: state,
    router,
    log,
    faults,
    throttle,
    watchers,
    random: requestRandom,
  })
  const tenant: Tenant = {
    id: state.id,
    domain,
    get users() {
      return state.directory.users
    },
    me: state.me,
    clock: notedClock(clock, state.journal),
    requests: log.entries,
    faults,
    fetch: gateway,
    token: (wishes = {}) => makeToken(state, wishes),
    share(share) {
      const at = clock.now()
      timeline.during(at, () => shareMailbox(state, share))
      state.journal.note({ kind: 'share', at, share })
    },
    settled: timeline.settled,
    lifecycle(event, id) {
      const at = clock.now()
      const { subscriptions, happen } = state.notifications
      const named = subscriptions.all.filter((each) => id === undefined || each.id === id)
      state.journal.note({ kind: 'lifecycle', at, event, id })
      return named.filter((each) => happen(event, each)).length
    },
    clearRequests: log.clear,
  }
  insides.set(tenant, { state, options, start, goes, bare, clock, log, faults, router, watchers })
  return tenant
}

/** How the time of a tenant goes, and when it began. */
export interface TenantTime {
  readonly bare: BareClock
  readonly start: number
  readonly goes: 'by itself' | 'when moved'
}

/** The clock that everybody may move, which is noted. */
function notedClock(clock: Clock, journal: Journal): Clock {
  const noted = (move: (ms: number) => void) => (ms: number) => {
    move(ms)
    journal.note({ kind: 'clock', to: clock.now() })
  }
  return { now: clock.now, advance: noted(clock.advance), set: noted(clock.set) }
}

function readOthers({ sharedMailboxes = 2, guests = 2 }: TenantOptions): {
  readonly sharedMailboxes: number
  readonly guests: number
} {
  requireAmounts({ sharedMailboxes, guests })
  return { sharedMailboxes, guests }
}

function readAmounts(options: TenantOptions): Amounts {
  const { folders = 40, messages = 3000, events = 500, contacts = 300, files = 1500 } = options
  const amounts = { folders, messages, events, contacts, files }
  requireAmounts(amounts)
  return amounts
}

function requireAmounts(amounts: object): void {
  for (const [name, value] of Object.entries(amounts))
    if (!(value >= 0)) throw new RangeError(`${name} has to be a number of at least 0`)
}

function makeToken(state: TenantState, options: TokenOptions): string {
  const { user, scopes, roles, expiresIn = 3600, app = defaultApp } = options
  const owner = user === undefined ? state.me : state.directory.find(user)
  if (owner === undefined) throw new RangeError(`There is no user "${user}" in the tenant: see tenant.users`)
  const now = Math.floor(state.clock.now() / 1000)
  const common = {
    aud: 'https://graph.microsoft.com',
    iss: `https://sts.windows.net/${state.id}/`,
    tid: state.id,
    appid: app,
    iat: Math.min(now, now + expiresIn),
    exp: now + expiresIn,
  }
  if (roles !== undefined) return writeToken({ ...common, oid: app, roles }, state.secret)
  const scp = (scopes ?? [usual]).join(' ')
  return writeToken({ ...common, oid: owner.id, upn: owner.userPrincipalName, scp }, state.secret)
}

/** All but the permission that would show what other apps have subscribed to. */
const allDelegated: ReadonlySet<string> = new Set(
  routingTable
    .flatMap(({ permissions }) => [...permissions.delegated, ...permissions.shared])
    .filter((permission) => permission !== 'Subscription.Read.All'),
)
