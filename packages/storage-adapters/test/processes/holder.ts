import { openSqlite } from '../../src/sqlite.ts'
import { ada } from '../support/entries.ts'
import { done, input, ready, tell } from './parent.ts'

const { path, key } = input<{ path: string; key: string }>()
const database = await openSqlite({ path, key: Buffer.from(key, 'hex') })
await database.secrets.exclusive(ada, 'msal', async () => {
  tell('holding')
  await ready()
})
await database.close()
done()
