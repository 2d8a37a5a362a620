import { createHash } from 'node:crypto'

import { openSqlite } from '../../src/sqlite.ts'
import { ada, put } from '../support/entries.ts'
import { input, ready, tell } from './parent.ts'

const { path, key, name } = input<{ path: string; key: string; name: string }>()
const database = await openSqlite({ path, key: Buffer.from(key, 'hex') })
await ready()
for (let index = 0; ; index += 1) {
  const text = createHash('sha256').update(`${name}:${index}`).digest('hex')
  await put(database.store, `${name}:${index}`, Buffer.from(text.repeat(60)))
  await database.secrets.set(ada, name, Buffer.from(`${index}`))
  await database.queue.enqueue({ scope: ada, type: 'test', payload: { name, index } })
  tell(String(index))
}
