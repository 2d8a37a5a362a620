import { openSqlite } from '../../src/sqlite.ts'
import { ada } from '../support/entries.ts'
import { done, input, ready, tell } from './parent.ts'

const { path, key, rounds } = input<{ path: string; key: string; rounds: number }>()
const database = await openSqlite({ path, key: Buffer.from(key, 'hex') })
for (let round = 0; round < rounds; round += 1) {
  await ready()
  tell(String(await database.store.invalidate(ada, { tags: [`round:${round}`] }, 'test')))
}
await database.close()
done()
