import { graphValues } from './cache/graph-values.ts'
import { fillMemories, keyCount } from './cache/memory-peers.ts'
import { openScratchFile } from './cache/scratch-file.ts'
import { type Timing, timeInTurn } from './cache/time-in-turn.ts'
import { markdownTable } from './markdown-table.ts'

const floor = 'lru-cache'
const tiered = ['bentocache, serialize: false', 'bentocache', 'cacheable', 'layered-loader']

/** Measures hits in memory, beside other caches and a bare lru-cache. */
export async function measureCacheMemory(print: (line: string) => void): Promise<void> {
  const timings = new Map<string, ReadonlyMap<string, Timing>>()
  for (const [size, value] of await graphValues()) {
    await using file = await openScratchFile()
    const runs = await fillMemories(value, file.database.store)
    timings.set(size, await timeInTurn(runs, { rounds: 100, batchMs: 2 }))
  }
  const sizes = [...timings.keys()]
  const names = [...(timings.values().next().value?.keys() ?? [])]
  const cpu = (size: string, name: string) => timings.get(size)?.get(name)?.cpu ?? Number.NaN
  const rows = names.map((name) => [
    name,
    ...sizes.map((size) => written(cpu(size, name))),
    ...sizes.map((size) => written(cpu(size, name) / cpu(size, floor))),
    ...sizes.map((size) => written(cpu(size, name) / Math.min(...tiered.map((peer) => cpu(size, peer))))),
  ])
  const headings = ['µs', '/ lru-cache', '/ fastest tiered'].flatMap((what) =>
    sizes.map((size) => `${size}, ${what}`),
  )
  print(`${keyCount} keys in turn; processor time, which does not count what other programs took.\n`)
  print(markdownTable(['hit in memory', ...headings], rows))
}

function written(value: number): string {
  return value < 10 ? value.toFixed(2) : value.toFixed(0)
}
