import { join } from 'node:path'

import { openSqlite } from '@graphkeep/storage-adapters/sqlite'

import { markdownTable } from '../markdown-table.ts'
import { percentile } from '../percentile.ts'
import { fill, key, scope } from './entries.ts'

/** Measures invalidating a tag that every entry carries, and the first read after it. */
export async function measureInvalidation(print: (line: string) => void, folder: string): Promise<void> {
  const rows: string[][] = []
  for (const count of [1_000, 10_000, 100_000]) {
    await using database = await openSqlite({ path: join(folder, `${count}.db`), key })
    const { store } = database
    await fill(store, count, new Uint8Array(200), ['email:folder:inbox'])
    const invalidate: number[] = []
    const read: number[] = []
    const other: number[] = []
    for (let round = 0; round < 100; round += 1) {
      invalidate.push(await timed(() => store.invalidate(scope, { tags: ['email:folder:inbox'] }, 'bench')))
      read.push(await timed(() => store.get(scope, `email:list:${(round * 911) % count}`)))
      other.push(await timed(() => store.get(scope, `email:list:${(round * 353) % count}`)))
    }
    rows.push([
      count.toLocaleString('en'),
      ...[invalidate, read, other]
        .flatMap((ms) => [percentile(ms, 0.5), percentile(ms, 0.99)])
        .map((ms) => ms.toFixed(3)),
    ])
  }
  print('Milliseconds; every entry carries the tag, SQLCipher.\n')
  print(
    markdownTable(
      ['entries', 'invalidate p50', 'p99', 'first read after it p50', 'p99', 'second read p50', 'p99'],
      rows,
    ),
  )
}

async function timed(run: () => Promise<unknown>): Promise<number> {
  const start = performance.now()
  await run()
  return performance.now() - start
}
