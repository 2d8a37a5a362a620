import { contestants } from './cache/eviction/contestants.ts'
import type { Keeps } from './cache/eviction/keeps.ts'
import { makeTraces, type Trace } from './cache/eviction/traces.ts'
import { markdownTable } from './markdown-table.ts'

/** Measures how much of what is asked for is found, by the way of choosing what to let go. */
export async function measureCacheEviction(print: (line: string) => void): Promise<void> {
  const names = Object.keys(contestants)
  const rows: string[][] = []
  for (const [name, trace] of Object.entries(await makeTraces())) {
    const unit = trace.every(([, weight]) => weight === 1)
    for (const limit of unit ? [1_000] : [8_000_000, 64_000_000]) {
      const label = unit ? name : `${name}, ${limit / 1e6} MB`
      const ratios = Object.values(contestants).map((make) => hitRatio(make(limit), trace))
      rows.push([label, ...ratios.map((ratio) => `${(ratio * 100).toFixed(1)} %`)])
    }
  }
  print('Hits; room for 1,000 things of 10,000 where nothing else is said.\n')
  print(markdownTable(['trace', ...names], rows))
}

function hitRatio(cache: Keeps, trace: Trace): number {
  let hits = 0
  for (const [id, weight] of trace) {
    if (cache.get(id)) hits += 1
    else cache.set(id, weight)
  }
  return hits / trace.length
}
