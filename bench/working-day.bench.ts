import { createTenant } from '@graphkeep/graph-sim'
import { createGraphClient } from '@graphkeep/graph-tools/client'

import { markdownTable } from './markdown-table.ts'
import { percentile } from './percentile.ts'
import { bentocache, type CallTool, graphkeep, type Origin, uncached } from './working-day/day-cache.ts'
import { type TracedCall, workingDay } from './working-day/trace.ts'

/** 80 sessions of 25 calls make a day of nine hours. In milliseconds. */
const session = { calls: 25, betweenCalls: 4_000, betweenSessions: 305_000 }

const clients: readonly (readonly [name: string, open: (origin: Origin) => CallTool])[] = [
  ['no cache', uncached],
  ['graphkeep, defaults', graphkeep],
  ['bentocache, our lifetimes and tags', bentocache],
]

/** Measures what caches save of an assistant's working day, and whether they hide what it wrote. */
export async function measureWorkingDay(print: (line: string) => void): Promise<void> {
  const rows: string[][] = []
  let most = 0
  for (const [name, open] of clients) {
    const { requests, outdated, waits, calls } = await workThrough(open)
    most = Math.max(most, requests)
    rows.push([
      name,
      `${requests}`,
      `${(100 * (1 - requests / most)).toFixed(1)} %`,
      `${outdated}`,
      percentile(waits, 0.5).toFixed(3),
      percentile(waits, 0.95).toFixed(2),
      `${calls}`,
    ])
  }
  const head = ['client', 'Graph requests', 'saved', 'answers that miss a write', 'p50 ms', 'p95 ms', 'calls']
  print(markdownTable(head, rows))
}

async function workThrough(open: (origin: Origin) => CallTool) {
  const day = openDay()
  const { tenant, origin } = day
  const truth = uncached(origin)
  const trace = workingDay(await day.subjects(truth))
  const call = open(origin)
  const waits: number[] = []
  let requests = 0
  let outdated = 0
  for (const [index, each] of trace.entries()) {
    day.pass(index % session.calls === 0 ? session.betweenSessions : session.betweenCalls)
    tenant.clearRequests()
    const begun = performance.now()
    const answer = await outcomeOf(call, each)
    if (isRead(each)) waits.push(performance.now() - begun)
    requests += tenant.requests.length
    if (isRead(each) && answer !== (await outcomeOf(truth, each))) outdated += 1
  }
  day.end()
  return { requests, outdated, waits, calls: trace.length }
}

function isRead({ tool }: TracedCall): boolean {
  return /_(list|get|search|whoami|get_tree|list_events)$/.test(tool)
}

/** What a caller is told; a cursor is another one each time, and an error is an outcome too. */
async function outcomeOf(call: CallTool, { tool, input }: TracedCall): Promise<string> {
  try {
    return JSON.stringify(await call(tool, input), (name, value) =>
      name === 'nextCursor' ? undefined : value,
    )
  } catch (error) {
    return String((error as { code?: string }).code)
  }
}

/** A tenant, and a time that the trace moves on. */
function openDay() {
  const tenant = createTenant({
    seed: 11,
    messages: 400,
    events: 80,
    contacts: 60,
    files: 80,
    delays: { sentItems: 200 },
  })
  const { now } = Date
  let passed = 0
  Date.now = () => now() + passed
  const client = createGraphClient({
    tokens: { token: async () => tenant.token() },
    fetch: tenant.fetch,
    batchSize: 1,
  })
  const scope = { tenant: tenant.id, account: tenant.me.userPrincipalName }

  return {
    tenant,
    origin: { scope, fetchFor: client.fetchFor },
    pass(ms: number) {
      passed += ms
    },
    end() {
      Date.now = now
    },

    async subjects(call: CallTool) {
      const list = async <T>(tool: string, part: string, input = {}) =>
        ((await call(tool, input)) as Record<string, readonly T[]>)[part] ?? []
      const messages = await list<{ id: string }>('email_list', 'messages', { top: 50 })
      const folders = await list<{ id: string }>('folder_list', 'folders')
      const files = await list<{ name: string; isFolder?: boolean; kind?: string }>('file_list', 'items')
      return {
        messages: messages.map(({ id }) => id),
        folders: folders.slice(0, 5).map(({ id }) => id),
        places: files.filter(({ name }) => !name.includes('.')).map(({ name }) => name),
        today: '2026-11-20',
      }
    },
  }
}
