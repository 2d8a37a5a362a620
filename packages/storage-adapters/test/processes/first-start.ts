import { openSqlite } from '../../src/sqlite.ts'
import { ada, put } from '../support/entries.ts'
import { done, input, ready, tell } from './parent.ts'

const { path, key, name } = input<{ path: string; key: string; name: string }>()
await ready()
const database = await openSqlite({ path, key: Buffer.from(key, 'hex') })
await put(database.store, name, Buffer.from(name))
await database.store.invalidate(ada, { tags: [name] }, 'test')
tell(JSON.stringify({ setAside: database.setAside ?? null }))
await ready()
await database.close()
done()
