import type { TenantOptions } from '@graphkeep/graph-sim'
import { createGraphClient, getJson, graphPath } from '@graphkeep/graph-tools/client'

import { type Asked, askAll } from './graph-client/ask-all.ts'
import { type DistantTenant, distantTenant } from './graph-client/distant-tenant.ts'
import { microsoftClient } from './graph-client/microsoft-client.ts'
import { readIds } from './graph-client/read-ids.ts'
import { markdownTable } from './markdown-table.ts'

const reads = 1000
const signal = new AbortController().signal
type Message = { readonly id?: string }
type Way = (world: DistantTenant) => (path: string) => Promise<Message>

const ways: Record<string, Way> = {
  'graphkeep, defaults': (world) => graphkeep(world, {}),
  'graphkeep, batchSize 1': (world) => graphkeep(world, { batchSize: 1 }),
  "Microsoft's client, defaults": ({ token, fetch }) => {
    const client = microsoftClient(token, fetch)
    return (path) => client.api(path).get()
  },
}

const regimes: Record<
  string,
  { readonly options: TenantOptions; readonly roundTrip: number; readonly retryAfter?: number }
> = {
  "Outlook's four at once": { options: {}, roundTrip: 0 },
  '500 requests in 5 s': { options: { throttling: { requests: 500, window: 5000 } }, roundTrip: 10 },
  'every 100th 429, Retry-After 2': {
    options: { throttling: { concurrency: Number.POSITIVE_INFINITY } },
    roundTrip: 10,
    retryAfter: 2,
  },
}

/** Measures a thousand reads of a mailbox that throttles, through the client and through Microsoft's. */
export async function measureClientThrottled(print: (line: string) => void): Promise<void> {
  const rows: string[][] = []
  for (const [regime, { options, roundTrip, retryAfter }] of Object.entries(regimes)) {
    for (const [name, way] of Object.entries(ways)) {
      const world = distantTenant(roundTrip, { messages: reads, ...options })
      const paths = (await readIds(world.tenant, reads)).map(
        (id) => `${graphPath`/me/messages/${id}`}?$select=id`,
      )
      world.tenant.clearRequests()
      if (retryAfter !== undefined) orderThrottles(world, retryAfter)
      const read = way(world)
      const asked = await askAll(paths.length, (index) => read(paths[index] ?? ''))
      rows.push([regime, name, ...rowOf(asked, world)])
    }
  }
  print(
    `${reads} single messages asked for at once, a round trip of 10 ms; of none in the first regime, so that they arrive together.\n`,
  )
  print(markdownTable(['regime', 'client', 's', 'requests', 'HTTP', 'refused', 'wasted', 'lost'], rows))
}

function orderThrottles({ tenant }: DistantTenant, retryAfter: number): void {
  for (let nth = 100; nth <= 1000; nth += 100)
    tenant.faults.add({
      match: { path: '/me/messages/', nth },
      times: 1,
      action: { kind: 'throttle', retryAfter },
    })
}

function rowOf({ answers, seconds }: Asked<Message>, world: DistantTenant): readonly string[] {
  const whole = new Set(answers.map(({ id }) => id)).size
  const asked = world.tenant.requests.filter(({ url }) => !url.includes('$batch')).length
  const refused = world.throttled()
  const share = `${((100 * refused) / asked).toFixed(1)} %`
  return [seconds.toFixed(1), `${asked}`, `${world.sent()}`, `${refused}`, share, `${reads - whole}`]
}

function graphkeep(
  { tenant, token, fetch }: DistantTenant,
  options: { readonly batchSize?: number },
): (path: string) => Promise<Message> {
  const client = createGraphClient({
    tokens: { token: async () => token },
    fetch,
    deadlineMs: Number.POSITIVE_INFINITY,
    ...options,
  })
  const scoped = client.fetchFor({ tenant: tenant.id, account: tenant.me.userPrincipalName })
  return (path) => getJson<Message>({ fetch: scoped, signal }, path)
}
