import { createTenant } from '@graphkeep/graph-sim'

import { percentile } from '../percentile.ts'

/** What was measured, by what it is. */
export type MailboxFigures = Readonly<Record<string, number>>

const base = 'https://graph.microsoft.com/v1.0'
const count = Number(process.argv[2])
const heapBefore = heapUsed()
let deltaLink = '/me/mailFolders/inbox/messages/delta?$select=subject'

const beginning = performance.now()
const tenant = createTenant({ messages: count, now: Date.parse('2026-11-18T10:00:00Z') })
const headers = { authorization: `Bearer ${tenant.token()}` }
const page = await ask('/me/messages?$top=25')
const made = performance.now() - beginning
const heapMade = heapUsed()

const figures: Record<string, number> = {
  'made, with its first page, ms': made,
  'canned answer of a page, ms': await median(200, async () => new Response(page, { headers }).text()),
  'page of 25, ms': await median(200, () => ask('/me/messages?$top=25')),
  'page of 25, three properties, ms': await median(200, () =>
    ask('/me/messages?$top=25&$select=subject,from,receivedDateTime'),
  ),
  'last page, three properties, ms': await median(200, () =>
    ask(`/me/messages?$top=25&$skip=${count - 25}&$select=subject,from,receivedDateTime`),
  ),
  '$count, ms': await median(200, () => ask('/me/messages/$count')),
  '$filter over all, ms': await median(21, () => ask('/me/messages?$top=25&$filter=isRead eq false')),
  'first $search, ms': await once(() => ask('/me/messages?$search="invoice"')),
  '$search, ms': await median(11, () => ask('/me/messages?$search="invoice"')),
  'first delta round of the inbox, ms': await once(followDelta),
  'delta round without a change, ms': await median(50, () => ask(deltaLink)),
  'heap when made, MB': (heapMade - heapBefore) / 1e6,
  'heap after all this, MB': (heapUsed() - heapBefore) / 1e6,
  'resident memory, MB': process.memoryUsage.rss() / 1e6,
}
process.stdout.write(JSON.stringify(figures))

async function followDelta(): Promise<void> {
  for (let link = deltaLink; ; ) {
    const answer = JSON.parse(await ask(link)) as Readonly<Record<string, string | undefined>>
    const next = answer['@odata.nextLink']
    if (next === undefined) {
      deltaLink = answer['@odata.deltaLink'] ?? ''
      return
    }
    link = next
  }
}

async function ask(path: string): Promise<string> {
  const response = await tenant.fetch(path.startsWith(base) ? path : base + path, { headers })
  const text = await response.text()
  if (response.status !== 200) throw new Error(`${path}: ${response.status} ${text}`)
  return text
}

async function once(run: () => Promise<unknown>): Promise<number> {
  const started = performance.now()
  await run()
  return performance.now() - started
}

async function median(rounds: number, run: () => Promise<unknown>): Promise<number> {
  const samples: number[] = []
  for (let round = -2; round < rounds; round++) {
    const ms = await once(run)
    if (round >= 0) samples.push(ms)
  }
  return percentile(samples, 0.5)
}

function heapUsed(): number {
  globalThis.gc?.()
  return process.memoryUsage().heapUsed
}
