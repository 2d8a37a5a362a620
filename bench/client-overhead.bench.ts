import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

import { createGraphClient } from '@graphkeep/graph-tools/client'

import { microsoftClient } from './graph-client/microsoft-client.ts'
import { markdownTable } from './markdown-table.ts'
import { percentile } from './percentile.ts'

const rounds = 3000
const body = JSON.stringify({ id: '1', displayName: 'Ada', mail: 'ada@contoso.com' })
const path = '/me?$select=id,displayName,mail'

/** Measures one read through the client beside a bare `fetch` and Microsoft's client, over a real connection. */
export async function measureClientOverhead(print: (line: string) => void): Promise<void> {
  const server = createServer((_, response) =>
    response.writeHead(200, { 'content-type': 'application/json' }).end(body),
  )
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const ways = waysTo(origin)
  const samples = new Map(Object.keys(ways).map((name) => [name, [] as number[]]))
  for (let round = -500; round < rounds; round++) {
    for (const [name, read] of Object.entries(ways)) {
      const started = performance.now()
      await read()
      if (round >= 0) samples.get(name)?.push(performance.now() - started)
    }
  }
  server.closeAllConnections()
  server.close()
  const floor = percentile(samples.get('bare fetch') ?? [], 0.5)
  const rows = [...samples].map(([name, all]) => [
    name,
    percentile(all, 0.5).toFixed(3),
    percentile(all, 0.95).toFixed(3),
    (percentile(all, 0.5) / floor).toFixed(2),
  ])
  print(`${rounds} reads each, in turn, from a server on loopback that answers at once.\n`)
  print(markdownTable(['one read', 'p50 ms', 'p95 ms', 'p50 / bare'], rows))
}

function waysTo(origin: string): Record<string, () => Promise<unknown>> {
  const headers = { authorization: 'Bearer token', accept: 'application/json' }
  const options = { tokens: { token: async () => 'token' }, baseUrl: `${origin}/v1.0` }
  const scope = { tenant: 'contoso.com', account: 'ada@contoso.com' }
  const one = createGraphClient({ ...options, batchSize: 1 }).fetchFor(scope)
  const gathering = createGraphClient(options).fetchFor(scope)
  const theirs = microsoftClient('token', (input, init) =>
    fetch(String(input).replace('https://graph.microsoft.com', origin), init),
  )
  return {
    'bare fetch': async () => (await fetch(`${origin}/v1.0${path}`, { headers })).json(),
    'graphkeep, batchSize 1': async () => (await one(path)).json(),
    'graphkeep, defaults': async () => (await gathering(path)).json(),
    "Microsoft's client, defaults": () => theirs.api(path).get(),
  }
}
