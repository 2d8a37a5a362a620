import { tooManyRequests } from '../errors/catalog.ts'
import type { Limit, ThrottledRequest } from './limit.ts'

interface ServiceLimit {
  readonly most: number
  /** In milliseconds. */
  readonly window: number
  readonly path: RegExp
  readonly countedFor: 'app' | 'app and operation' | 'operation' | 'user'
  /** Some services do not say when to come back (Graph rule 32). */
  readonly retryAfter: 'given' | 'absent'
}

/** The limits of the smaller services (Graph rule 31). */
const limits = {
  reports: {
    most: 14,
    window: 600_000,
    path: /^\/reports\/get/,
    countedFor: 'app and operation',
    retryAfter: 'given',
  },
  reportsOfAllApps: {
    most: 40,
    window: 600_000,
    path: /^\/reports\/get/,
    countedFor: 'operation',
    retryAfter: 'given',
  },
  serviceCommunications: {
    most: 240,
    window: 60_000,
    path: /^\/admin\/serviceAnnouncement\b/,
    countedFor: 'app',
    retryAfter: 'given',
  },
  serviceCommunicationsPerHour: {
    most: 800,
    window: 3_600_000,
    path: /^\/admin\/serviceAnnouncement\b/,
    countedFor: 'app',
    retryAfter: 'given',
  },
  messageTraces: {
    most: 100,
    window: 300_000,
    path: /^\/admin\/exchange\/tracing\b/,
    countedFor: 'app',
    retryAfter: 'given',
  },
  auditLogs: { most: 5, window: 10_000, path: /^\/auditLogs\b/, countedFor: 'app', retryAfter: 'given' },
  presence: {
    most: 1500,
    window: 30_000,
    path: /\/(presence|presences|getPresencesByUserId)\b/i,
    countedFor: 'app',
    retryAfter: 'given',
  },
  extensions: {
    most: 455,
    window: 10_000,
    path: /\/(extensions|schemaExtensions)\b/,
    countedFor: 'app',
    retryAfter: 'given',
  },
  onenote: { most: 120, window: 60_000, path: /\/onenote\b/, countedFor: 'user', retryAfter: 'absent' },
  onenotePerHour: {
    most: 400,
    window: 3_600_000,
    path: /\/onenote\b/,
    countedFor: 'user',
    retryAfter: 'absent',
  },
  conditionalAccess: {
    most: 1,
    window: 1000,
    path: /^\/(identityProtection|identity\/conditionalAccess)\b/,
    countedFor: 'operation',
    retryAfter: 'absent',
  },
} as const satisfies Readonly<Record<string, ServiceLimit>>

/** A limit of one of the smaller services. */
export type ServiceLimitName = keyof typeof limits

/** How much may be asked of the smaller services, each limit by its name, in requests in its window (Graph rule 31). */
export type ServiceLimits = Readonly<Partial<Record<ServiceLimitName, number>>>

/** The limits of the smaller services. */
export function serviceLimits(options: ServiceLimits): readonly Limit[] {
  return Object.entries<ServiceLimit>(limits).map(([name, limit]) => ({
    most: () => options[name as ServiceLimitName] ?? limit.most,
    window: limit.window,
    countedFor: (request) => (limit.path.test(request.match.template) ? keyOf(request, limit) : undefined),
    refusal: (_request, { retryAfter }) =>
      tooManyRequests(limit.retryAfter === 'given' ? retryAfter : undefined),
  }))
}

/** Each report counts by itself. */
function keyOf({ match, principal }: ThrottledRequest, { countedFor }: ServiceLimit): string {
  switch (countedFor) {
    case 'app':
      return principal.appId
    case 'app and operation':
      return `${principal.appId} ${match.template}`
    case 'operation':
      return match.template
    case 'user':
      return `${principal.appId} ${principal.kind === 'delegated' ? principal.user.id : ''}`
  }
}
