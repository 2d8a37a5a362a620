import { graphValues } from './cache/graph-values.ts'
import { fillStores } from './cache/store-peers.ts'
import { type Timing, timeInTurn } from './cache/time-in-turn.ts'
import { markdownTable } from './markdown-table.ts'

type Timings = ReadonlyMap<string, ReadonlyMap<string, Timing>>

/** Measures hits in an encrypted file and misses that are kept there, beside other caches and bare statements. */
export async function measureCacheStore(print: (line: string) => void): Promise<void> {
  const hits = new Map<string, ReadonlyMap<string, Timing>>()
  const misses = new Map<string, ReadonlyMap<string, Timing>>()
  for (const [size, value] of await graphValues()) {
    await using runs = await fillStores(value)
    hits.set(size, await timeInTurn(runs.hits, { rounds: 60, batchMs: 5 }))
    misses.set(size, await timeInTurn(runs.misses, { rounds: 40, batchMs: 5 }))
  }
  print('Nothing is held in memory but pages of the file; 64 keys in turn; processor time.\n')
  print(tableOf('hit in the file', hits, 'bare prepared statement, SQLCipher, to object'))
  print('')
  print(tableOf('miss, fetch and set', misses, 'bare prepared statement, SQLCipher'))
}

function tableOf(heading: string, timings: Timings, floor: string): string {
  const sizes = [...timings.keys()]
  const names = [...(timings.values().next().value?.keys() ?? [])]
  const rows = names.map((name) => [
    name,
    ...sizes.flatMap((size) => {
      const cpu = timings.get(size)?.get(name)?.cpu ?? Number.NaN
      return [us(cpu), (cpu / (timings.get(size)?.get(floor)?.cpu ?? Number.NaN)).toFixed(2)]
    }),
  ])
  const columns = sizes.flatMap((size) => [`${size}: µs`, 'ratio'])
  return markdownTable([heading, ...columns], rows)
}

function us(value: number): string {
  return value < 10 ? value.toFixed(1) : value.toFixed(0)
}
