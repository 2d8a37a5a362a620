import { appendFileSync } from 'node:fs'

import {
  type AnyTool,
  createInvoker,
  type Invoker,
  type InvokerOptions,
  type InvokeStep,
  type Scope,
} from '@graphkeep/core'
import { type ManualClock, manualClock } from '@graphkeep/core/testing'
import { createTenant, type Tenant } from '@graphkeep/graph-sim'

import { createGraphClient, type GraphClientOptions } from '../../src/client.ts'
import { catalog } from '../../src/index.ts'

/** A Friday at noon, UTC. */
export const noon = Date.UTC(2026, 10, 20, 12)

/** An offline tenant, and the catalog mounted on it, for its main user. */
export interface World {
  readonly tenant: Tenant
  readonly clock: ManualClock
  readonly scope: Scope
  readonly invoker: Invoker

  /** Calls a tool and gives its output. */
  call<T>(tool: string, input?: object): Promise<T>

  /** The same, while the clock goes on a second at a time. */
  callInTime<T>(tool: string, input?: object): Promise<T>
}

/** How a world may differ from the usual one. */
export interface WorldOptions extends Partial<GraphClientOptions>, Pick<InvokerOptions, 'sealer'> {
  readonly tenant?: Tenant
  readonly tools?: readonly AnyTool[]

  /** What happens to a call before it reaches its tool. Default nothing. */
  readonly steps?: readonly InvokeStep[]

  /** What the token allows. Default: everything. */
  readonly scopes?: string[]
  readonly roles?: string[]
}

/** Opens a world of its own for a test. */
export function openWorld({
  tenant = smallTenant(),
  tools = catalog,
  steps = [],
  scopes,
  roles,
  sealer,
  ...options
}: WorldOptions = {}): World {
  const clock = inStep(manualClock(noon), tenant)
  const scope = { tenant: tenant.id, account: tenant.me.userPrincipalName }
  const client = createGraphClient({
    tokens: {
      kind: roles ? 'application' : 'delegated',
      token: async () => tenant.token({ ...(scopes && { scopes }), ...(roles && { roles }) }),
    },
    fetch: tenant.fetch as typeof fetch,
    clock,
    record,
    ...options,
  })
  const invoker = createInvoker({
    tools,
    clock,
    fetchFor: (scope, tool) => client.fetchFor(scope, tool),
    steps,
    ...(sealer && { sealer }),
    ...(options.events && { events: options.events }),
  })

  async function call<T>(tool: string, input: object = {}): Promise<T> {
    const { output } = await invoker.call(tool, input, { scope })
    return output as T
  }

  return {
    tenant,
    clock,
    scope,
    invoker,
    call,
    callInTime: (tool, input) => inTime(clock, call(tool, input)),
  }
}

/** Lets the tenant's time go by with the client's, so that what Graph does later is done when somebody waits for it. */
export function inStep(clock: ManualClock, tenant: Tenant): ManualClock {
  return {
    ...clock,
    async advance(ms) {
      tenant.clock.advance(ms)
      await clock.advance(ms)
    },
  }
}

/** A tenant that is quick to make and the same in every test. */
export function smallTenant(): Tenant {
  return createTenant({ seed: 7, now: noon, folders: 30, messages: 400, events: 80, contacts: 60, files: 80 })
}

/** Lets the clock go on until something has ended. */
export async function inTime<T>(clock: ManualClock, promise: Promise<T>): Promise<T> {
  const ended = promise.then(
    () => true,
    () => true,
  )
  for (let second = 0; second < 600; second++) {
    if (await Promise.race([ended, clock.advance(second === 0 ? 0 : 1000).then(() => false)])) return promise
  }
  throw new Error('It did not end in ten minutes')
}

/** GRAPHKEEP_RECORD names a file that collects every request of the tests. */
export function record(request: object): void {
  const file = process.env['GRAPHKEEP_RECORD']
  if (file) appendFileSync(file, `${JSON.stringify(request)}\n`)
}
