import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'

import { policies } from '@graphkeep/cache'

import { connectDemoClient, type DemoClient } from '../demo-client.ts'
import type { DemoReport } from '../demo-report.ts'
import type { DemoWorld } from '../demo-world.ts'
import { table } from '../table.ts'
import type { DemoCall } from './calls.ts'

/** Fresh for a tenth of a second, stale for another, kept for an hour. */
const shortLived = { freshMs: 100, staleMs: 200, graceMs: 60 * 60 * 1000 }

/** Lets every answer expire, makes Microsoft Graph fail, and shows what is given instead. */
export async function showOutage(
  calls: readonly DemoCall[],
  world: DemoWorld,
  report: DemoReport,
): Promise<void> {
  report.chapter('Everything cached has expired, and Microsoft Graph is down')
  const file = join(world.folder, 'policies.json')
  await writeFile(
    file,
    JSON.stringify(Object.fromEntries(Object.keys(policies).map((name) => [name, shortLived]))),
  )
  const client = await connectDemoClient(world, '--policies', file)
  for (const { tool, input } of calls) await client.call(tool, input, 'fresh')
  await setTimeout(shortLived.staleMs)

  const { faults } = world.tenant
  faults.add({ action: { kind: 'status', status: 503 } })
  report.lines('The client tries again for a while before it gives up.', '')
  const [unknown, ...rows] = await Promise.all([
    client.call('contact_list', { top: 7 }),
    ...calls.map(({ tool, input }) => client.call(tool, input)),
  ])
  faults.clear()
  report.lines(
    ...table(
      ['tool', 'state', 'source', 'why'],
      rows.map((seen, index) => [
        calls[index]?.tool ?? '',
        seen.freshness.state,
        seen.freshness.source,
        seen.freshness.reason ?? '',
      ]),
    ),
  )
  report.seen(
    'every answer was served from the cache, labelled as grace, with the reason',
    rows.every((seen) => !seen.isError && seen.freshness.state === 'grace' && Boolean(seen.freshness.reason)),
  )
  report.lines('', `what was never read before: ${unknown.text}`)
  report.seen(
    'what was never read before is an error that says so, and not a made-up answer',
    unknown.isError,
  )
  report.lines(
    '',
    'Microsoft Graph is back. What failed again and again is left alone for a moment, then tried once.',
  )
  report.seen('after the outage the same call is answered', await isAnsweredInTime(client))
  await client.close()
}

/** Asks every second until there is an answer, for as long as a part of Graph is left alone at the most. */
async function isAnsweredInTime(client: DemoClient): Promise<boolean> {
  for (let second = 0; second < 40; second++) {
    const { isError } = await client.call('contact_list', { top: 7 })
    if (!isError) return true
    await setTimeout(1000)
  }
  return false
}
