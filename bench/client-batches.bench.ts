import { createGraphClient, getJson, graphPath } from '@graphkeep/graph-tools/client'

import { askAll } from './graph-client/ask-all.ts'
import { distantTenant } from './graph-client/distant-tenant.ts'
import { readIds } from './graph-client/read-ids.ts'
import { markdownTable } from './markdown-table.ts'
import { percentile } from './percentile.ts'

const reads = 500
const rounds = 5
const signal = new AbortController().signal

/** Measures single reads that are gathered into batches beside the same sent one by one. */
export async function measureClientBatches(print: (line: string) => void): Promise<void> {
  const rows: string[][] = []
  for (const roundTrip of [5, 50]) {
    const single = await medianOf(roundTrip, 1)
    const gathered = await medianOf(roundTrip, 20)
    const row = (name: string, { seconds, requests }: typeof single): string[] => [
      `${roundTrip} ms`,
      name,
      `${requests}`,
      seconds.toFixed(2),
      (seconds / single.seconds).toFixed(2),
    ]
    rows.push(row('batchSize 1', single), row('batchSize 20, the default', gathered))
  }
  print(`${reads} messages asked for at once; medians of ${rounds} rounds.\n`)
  print(markdownTable(['round trip', 'client', 'HTTP requests', 's', 's / singly'], rows))
}

async function medianOf(
  roundTrip: number,
  batchSize: number,
): Promise<{ readonly seconds: number; readonly requests: number }> {
  const world = distantTenant(roundTrip, {
    messages: reads,
    throttling: { requests: Number.POSITIVE_INFINITY },
  })
  const { tenant, token, fetch } = world
  const client = createGraphClient({ tokens: { token: async () => token }, fetch, batchSize })
  const scoped = client.fetchFor({ tenant: tenant.id, account: tenant.me.userPrincipalName })
  const ids = await readIds(tenant, reads)
  const seconds: number[] = []
  for (let round = 0; round < rounds; round++) {
    const asked = await askAll(ids.length, (index) =>
      getJson({ fetch: scoped, signal }, graphPath`/me/messages/${ids[index] ?? ''}`),
    )
    if (asked.errors.length > 0) throw asked.errors[0]
    seconds.push(asked.seconds)
  }
  return { seconds: percentile(seconds, 0.5), requests: world.sent() / rounds }
}
