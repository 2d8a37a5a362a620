import { randomBytes } from 'node:crypto'
import { statSync } from 'node:fs'
import { join } from 'node:path'
import { setImmediate as letOthersGo } from 'node:timers/promises'

import { createMemoryStore, type Store } from '@graphkeep/core'
import { openSqlite } from '@graphkeep/storage-adapters/sqlite'

import { markdownTable } from '../markdown-table.ts'
import { percentile } from '../percentile.ts'
import { entryOf, fill, key, scope } from './entries.ts'

const limitBytes = 64 * 1024 * 1024
const callers = 8
const keys = 20_000
const sizes = [1_000, 5_000, 20_000, 50_000]
const seconds = Number(process.env['GRAPHKEEP_BENCH_SECONDS'] ?? 20)

/** Measures reads and writes of several callers while the store is at its limit and cleans up all the time. */
export async function measureLimit(print: (line: string) => void, folder: string): Promise<void> {
  const rows: string[][] = []
  for (const profile of ['sqlcipher', 'aegis'] as const) {
    const path = join(folder, `${profile}.db`)
    await using database = await openSqlite({ path, key, profile, limitBytes })
    rows.push([profile, ...(await load(database.store)), mib(statSync(path).size)])
  }
  const memory = createMemoryStore({ limitBytes })
  rows.push(['store in memory', ...(await load(memory)), '0'])
  print(
    `${callers} callers for ${seconds} s, four reads for each write of ${sizes.join(', ')} bytes in turn, ${keys} keys, reads by Zipf, limit ${mib(limitBytes)} MiB. ` +
      "Milliseconds and MiB. A turn is one of the event loop, with a call of each; the store in memory shows how much of it is the machine's.\n",
  )
  print(
    markdownTable(
      [
        'store',
        'calls / s',
        'get p50',
        'get p99',
        'set p50',
        'set p99',
        'turn p99.9',
        'longest turn',
        'CPU of a turn p99.9',
        'most CPU of a turn',
        'most held',
        'resident',
        'file',
      ],
      rows,
    ),
  )
}

async function load(store: Store): Promise<readonly string[]> {
  await fill(store, 3_000, randomBytes(20_000))
  const values = sizes.map((size) => randomBytes(size))
  const get: number[] = []
  const set: number[] = []
  const stalls: number[] = []
  const busy: number[] = []
  const end = performance.now() + seconds * 1_000
  let mostHeld = 0

  async function call(number: number): Promise<void> {
    for (let turn = 0; performance.now() < end; turn += 1) {
      const isWrite = turn % 5 === number % 5
      const name = `email:list:${isWrite ? Math.floor(Math.random() * keys) : zipf()}`
      const start = performance.now()
      if (isWrite) {
        const { sequence } = await store.invalidations(scope)
        await store.set(scope, name, entryOf(values[turn % values.length] as Buffer, sequence))
        set.push(performance.now() - start)
      } else {
        await store.get(scope, name)
        get.push(performance.now() - start)
      }
      await letOthersGo()
    }
  }

  async function watch(): Promise<void> {
    let lastCpu = cpuMs()
    for (let last = performance.now(); last < end; ) {
      await letOthersGo()
      const [now, cpu] = [performance.now(), cpuMs()]
      stalls.push(now - last)
      busy.push(cpu - lastCpu)
      last = now
      lastCpu = cpu
      if (stalls.length % 500 === 0) mostHeld = Math.max(mostHeld, (await store.size()).bytes)
    }
  }

  await Promise.all([watch(), ...Array.from({ length: callers }, (_, number) => call(number))])
  const times = [percentile(get, 0.5), percentile(get, 0.99), percentile(set, 0.5), percentile(set, 0.99)]
  return [
    ((get.length + set.length) / seconds).toFixed(0),
    ...[
      ...times,
      percentile(stalls, 0.999),
      percentile(stalls, 1),
      percentile(busy, 0.999),
      percentile(busy, 1),
    ].map((ms) => ms.toFixed(2)),
    mib(mostHeld),
    mib(process.memoryUsage().rss),
  ]
}

/** What this thread has computed so far: what other processes and the disk took is not in it. */
function cpuMs(): number {
  const { user, system } = process.threadCpuUsage()
  return (user + system) / 1_000
}

/** The numbers of keys, the first ones far more often. */
function zipf(): number {
  return Math.min(keys - 1, Math.floor(keys ** Math.random()) - 1)
}

function mib(bytes: number): string {
  return (bytes / 1024 / 1024).toFixed(0)
}
