import { fileURLToPath } from 'node:url'

import { connectServer } from './connect-server.ts'
import { markdownTable } from './markdown-table.ts'
import { percentile } from './percentile.ts'

const rounds = 500

const calls = [
  ['bench_echo', { text: 'hello' }],
  ['folder_get_tree', {}],
  ['email_list', {}],
  ['file_list', {}],
] as const

/** Measures cached answers through the whole MCP stdio path, beside an echo on the same server. */
export async function measureCachedCalls(print: (line: string) => void): Promise<void> {
  await using server = await connectServer([fileURLToPath(new URL('servers/with-echo.ts', import.meta.url))])
  const samples = new Map<string, number[]>(calls.map(([name]) => [name, []]))
  const bytes = new Map<string, number>()
  for (let round = -50; round < rounds; round++) {
    for (const [name, input] of calls) {
      const started = performance.now()
      const result = await server.client.callTool({ name, arguments: input })
      const ms = performance.now() - started
      if (result.isError) throw new Error(JSON.stringify(result.content))
      bytes.set(name, Buffer.byteLength(JSON.stringify(result)))
      if (round >= 0) samples.get(name)?.push(ms)
    }
  }
  const echo = percentile(samples.get('bench_echo') ?? [], 0.5)
  const rows = [...samples].map(([name, all]) => [
    name,
    String(bytes.get(name)),
    percentile(all, 0.5).toFixed(2),
    percentile(all, 0.95).toFixed(2),
    (percentile(all, 0.5) / echo).toFixed(2),
  ])
  print(`${rounds} calls each, in turn; one client, one server process; cache hits from memory.\n`)
  print(markdownTable(['tool', 'bytes', 'p50 ms', 'p95 ms', 'p50 / echo'], rows))
}
