import { measureCacheEviction } from './cache-eviction.bench.ts'
import { measureCacheFlights } from './cache-flights.bench.ts'
import { measureCacheMemory } from './cache-memory.bench.ts'
import { measureCachePages } from './cache-pages.bench.ts'
import { measureCacheStore } from './cache-store.bench.ts'
import { measureCachedCalls } from './cached-calls.bench.ts'
import { measureClientBatches } from './client-batches.bench.ts'
import { measureClientOverhead } from './client-overhead.bench.ts'
import { measureClientSends } from './client-sends.bench.ts'
import { measureClientThrottled } from './client-throttled.bench.ts'
import { measureGraphSim } from './graph-sim.bench.ts'
import { measureSqliteStore } from './sqlite-store.bench.ts'
import { measureStart } from './start.bench.ts'
import { measureToolList } from './tool-list.bench.ts'
import { measureTransfer } from './transfer.bench.ts'
import { measureWorkingDay } from './working-day.bench.ts'

const benches = {
  'working-day': measureWorkingDay,
  'cached-calls': measureCachedCalls,
  'cache-memory': measureCacheMemory,
  'cache-flights': measureCacheFlights,
  'cache-pages': measureCachePages,
  'cache-store': measureCacheStore,
  'cache-eviction': measureCacheEviction,
  'sqlite-store': measureSqliteStore,
  'tool-list': measureToolList,
  start: measureStart,
  'client-overhead': measureClientOverhead,
  'client-throttled': measureClientThrottled,
  'client-sends': measureClientSends,
  'client-batches': measureClientBatches,
  transfer: measureTransfer,
  'graph-sim': measureGraphSim,
}

const wanted = process.argv.slice(2).filter((name) => name !== '--')
for (const name of wanted) {
  if (!Object.hasOwn(benches, name)) {
    console.error(`There is no bench "${name}". Available: ${Object.keys(benches).join(', ')}`)
    process.exit(2)
  }
}
for (const [name, measure] of Object.entries(benches)) {
  if (wanted.length > 0 && !wanted.includes(name)) continue
  console.log(`\n## ${name}\n`)
  await measure((line) => console.log(line))
}
