import { openSqlite } from '../../src/sqlite.ts'
import { ada, put } from '../support/entries.ts'
import { done, input, ready, tell } from './parent.ts'

const { path, key, masterKey, name } = input<Record<'path' | 'key' | 'masterKey' | 'name', string>>()
await ready()
const by = masterKey ? { masterKey: Buffer.from(masterKey, 'hex') } : { key: Buffer.from(key, 'hex') }
const database = await openSqlite({ path, ...by })
await put(database.store, name, Buffer.from(name))
await database.store.invalidate(ada, { tags: [name] }, 'test')
tell(JSON.stringify({ setAside: database.setAside ?? null }))
await ready()
await database.close()
done()
