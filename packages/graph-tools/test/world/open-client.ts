import { createEvents, type Events, type Scope, type ToolContext } from '@graphkeep/core'
import { type ManualClock, manualClock } from '@graphkeep/core/testing'
import type { Tenant } from '@graphkeep/graph-sim'

import { createGraphClient, type GraphClient, type GraphClientOptions } from '../../src/client.ts'
import { inTime, noon, smallTenant } from './open-world.ts'

/** A Graph client on an offline tenant, and what can be seen of its doings from outside. */
export interface ClientWorld {
  readonly tenant: Tenant
  readonly clock: ManualClock
  readonly scope: Scope
  readonly fetch: ToolContext['fetch']
  readonly fetchFor: GraphClient['fetchFor']
  readonly events: Events

  /** Host and token of every request, in order. */
  readonly sent: readonly {
    readonly host: string
    readonly method: string
    readonly token: string | null
    readonly body: unknown
  }[]

  /** Every event, in order. */
  readonly heard: readonly object[]

  /** Fetches while the clock goes on a second at a time. */
  fetchInTime(path: string, init?: object): Promise<Response>
}

/** Opens a client of its own for a test. It sends each read by itself unless a batch size is given. */
export function openClient(
  options: Partial<GraphClientOptions> & { readonly tenant?: Tenant } = {},
): ClientWorld {
  const { tenant = smallTenant(), batchSize = 1, ...rest } = options
  const clock = manualClock(noon)
  const events = createEvents()
  const scope = { tenant: tenant.id, account: tenant.me.userPrincipalName }
  const sent: { host: string; method: string; token: string | null; body: unknown }[] = []
  const heard: object[] = []
  events.on('graph.request', (event) => heard.push(event))
  events.on('graph.retry', (event) => heard.push(event))
  const client = createGraphClient({
    tokens: { token: async ({ account }) => tenant.token({ user: account }) },
    clock,
    events,
    batchSize,
    fetch: async (input, init) => {
      const request = new Request(input, init)
      const body = init?.body
      const { headers, method } = request
      sent.push({ host: new URL(request.url).host, method, token: headers.get('authorization'), body })
      return tenant.fetch(input as string, init as RequestInit)
    },
    ...rest,
  })
  const fetch = client.fetchFor(scope)
  return {
    tenant,
    clock,
    scope,
    events,
    fetch,
    fetchFor: client.fetchFor,
    sent,
    heard,
    fetchInTime: (path, init) => inTime(clock, fetch(path, init)),
  }
}

/** What a promise is rejected with. */
export async function failureOf(promise: Promise<unknown>): Promise<Error & Record<string, unknown>> {
  try {
    await promise
  } catch (error) {
    return error as Error & Record<string, unknown>
  }
  throw new Error('It did not fail')
}
