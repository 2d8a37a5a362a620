import { openSqlite } from '../../src/sqlite.ts'
import { done, input, ready, tell } from './parent.ts'

const { path, key, leaseMs } = input<{ path: string; key: string; leaseMs: number }>()
const database = await openSqlite({ path, key: Buffer.from(key, 'hex') })
database.queue.work(
  'test',
  async ({ payload }, { signal }) => {
    tell(`started ${payload}`)
    if (payload === 'quick') return 'done'
    await new Promise((resolve) => signal.addEventListener('abort', resolve))
    tell(`stopped ${payload}`)
  },
  { leaseMs, concurrency: 2 },
)
await ready()
await database.close()
done()
