import { once } from 'node:events'
import { createCacheManager } from '@graphkeep/cache'
import { systemClock } from '@graphkeep/core'
import { openSqlite } from '@graphkeep/storage-adapters/sqlite'

const { path, key, url, times, policy } = JSON.parse(process.argv[2] ?? '')
const { store } = await openSqlite({ path, key: Buffer.from(key, 'hex') })
let ahead = 0
const clock = { ...systemClock, now: () => Date.now() + ahead }
await using cache = createCacheManager({ store, clock })
const scope = { tenant: 'contoso.com', account: 'ada' }
const read = () =>
  cache.getOrFetch({ scope, key: 'email:list:1' }, async () => (await fetch(url)).json(), { policy })

for (const states of [['fresh'], ['stale', 'fresh']]) {
  process.stdout.write('ready\n')
  await once(process.stdin, 'data')
  const answers = await Promise.all(Array.from({ length: times }, read))
  const wrong = answers.filter(({ freshness }) => !states.includes(freshness.state)).length
  process.stdout.write(`${wrong}\n`)
  ahead += policy.freshMs + 1
}
process.stdin.destroy()
