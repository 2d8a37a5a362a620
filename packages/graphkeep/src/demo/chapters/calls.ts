import type { DemoClient, SeenCall } from '../demo-client.ts'
import type { DemoReport } from '../demo-report.ts'
import { table } from '../table.ts'

/** A call of the demo, the same in every chapter. */
export interface DemoCall {
  readonly tool: string
  readonly input: Record<string, unknown>
}

/** The calls that read. */
const readCalls: readonly DemoCall[] = [
  { tool: 'user_whoami', input: {} },
  { tool: 'folder_get_tree', input: {} },
  { tool: 'email_list', input: { top: 25 } },
  { tool: 'email_search', input: { text: 'invoice' } },
  { tool: 'calendar_list_events', input: {} },
  { tool: 'contact_list', input: {} },
  { tool: 'file_list', input: {} },
]

/** Calls every tool twice, and shows what the cache saved. Returns the calls, with one that reads a message. */
export async function showCalls(client: DemoClient, report: DemoReport): Promise<readonly DemoCall[]> {
  report.chapter('Every call twice, through the whole MCP stdio path')
  const list = await client.call('email_list', { top: 1 })
  const [message] = (list.output['messages'] ?? []) as readonly { id: string }[]
  const calls = message ? [...readCalls, { tool: 'email_get', input: { id: message.id } }] : readCalls
  const rows: { call: DemoCall; first: SeenCall; second: SeenCall }[] = []
  for (const call of calls) {
    rows.push({
      call,
      first: await client.call(call.tool, call.input),
      second: await client.call(call.tool, call.input),
    })
  }
  report.lines(...tableOf(rows))
  const made = rows.reduce((sum, { first }) => sum + first.requests, 0)
  const repeated = rows.reduce((sum, { second }) => sum + second.requests, 0)
  report.lines('', `Graph requests: ${made} made by the first calls, ${made - repeated} saved by the second.`)
  report.seen(
    'every first answer came from Microsoft Graph',
    rows.every(({ first }) => first.freshness.source === 'origin' && first.requests > 0),
  )
  report.seen(
    'every second answer came from the cache, without a Graph request',
    repeated === 0 && rows.every(({ second }) => second.freshness.source === 'memory'),
  )
  report.seen(
    'no answer was an error, and none was empty',
    rows.every(({ first, second }) => !first.isError && !second.isError && first.bytes > 100),
  )
  return calls
}

function tableOf(rows: readonly { call: DemoCall; first: SeenCall; second: SeenCall }[]): readonly string[] {
  return table(
    ['tool', 'first ms', 'second ms', 'state', 'source', 'bytes', 'Graph requests'],
    rows.map(({ call, first, second }) => [
      call.tool,
      first.ms.toFixed(1),
      second.ms.toFixed(1),
      second.freshness.state,
      second.freshness.source,
      second.bytes,
      first.requests,
    ]),
  )
}
