import type { DemoClient, SeenCall } from '../demo-client.ts'
import type { DemoReport } from '../demo-report.ts'
import { table } from '../table.ts'
import type { DemoCall } from './calls.ts'

/** Calls again what was called before the server was started anew. */
export async function showRestart(
  client: DemoClient,
  calls: readonly DemoCall[],
  report: DemoReport,
): Promise<void> {
  report.chapter('The server was ended and started again: what its disk still knows')
  const rows: { readonly call: DemoCall; readonly seen: SeenCall }[] = []
  for (const call of calls) rows.push({ call, seen: await client.call(call.tool, call.input) })
  report.lines(
    ...table(
      ['tool', 'ms', 'state', 'source', 'Graph requests'],
      rows.map(({ call, seen }) => [
        call.tool,
        seen.ms.toFixed(1),
        seen.freshness.state,
        seen.freshness.source,
        seen.requests,
      ]),
    ),
  )
  // What the write of the chapter before made untrue had to be read again.
  const kept = rows.filter(({ seen }) => seen.freshness.source === 'store')
  report.seen(
    `${kept.length} of ${rows.length} answers came from the encrypted file, without a Graph request`,
    kept.length >= calls.length - 2 && kept.every(({ seen }) => seen.requests === 0),
  )
}
