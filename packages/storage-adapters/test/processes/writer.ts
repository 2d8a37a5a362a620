import { openSqlite } from '../../src/sqlite.ts'
import { ada, put } from '../support/entries.ts'
import { done, input, ready, tell } from './parent.ts'

const { path, key, name, count } = input<{ path: string; key: string; name: string; count: number }>()
const database = await openSqlite({ path, key: Buffer.from(key, 'hex') })
await ready()
const times: number[] = []
for (let index = 0; index < count; index += 1) {
  const start = performance.now()
  if (index % 5 === 0) await database.store.invalidate(ada, { tags: [`${name}:${index}`] }, 'test')
  else await put(database.store, `${name}:${index}`, Buffer.alloc(2_000, index))
  times.push(performance.now() - start)
}
times.sort((one, other) => one - other)
tell(JSON.stringify({ p99: times[Math.floor(count * 0.99)] }))
await database.close()
done()
