import { setTimeout as sleep } from 'node:timers/promises'

import { createTenant, type Tenant, type TenantOptions } from '@graphkeep/graph-sim'

/** An offline tenant behind a round trip, and how many requests were sent to it. */
export interface DistantTenant {
  readonly tenant: Tenant
  readonly token: string
  readonly fetch: typeof globalThis.fetch
  readonly sent: () => number

  /** How many requests were refused with 429, those inside a batch included. */
  readonly throttled: () => number
}

/** Makes a tenant to which each request takes `ms` milliseconds; 0 for none, so that what is asked at once arrives at once. */
export function distantTenant(ms: number, options: TenantOptions): DistantTenant {
  const tenant = createTenant({ seed: 7, folders: 10, events: 10, contacts: 10, files: 10, ...options })
  let sent = 0
  return {
    tenant,
    token: tenant.token(),
    sent: () => sent,
    throttled: () => tenant.requests.filter(({ status }) => status === 429).length,
    async fetch(input, init) {
      sent++
      if (ms > 0) await sleep(ms)
      return tenant.fetch(input as string, init)
    },
  }
}
