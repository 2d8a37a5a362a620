import { isGraphkeepError } from '@graphkeep/core'

import { openSqlite } from '../../src/sqlite.ts'
import { done, input, tell } from './parent.ts'

const { path, key } = input<{ path: string; key: string }>()
try {
  await using database = await openSqlite({ path, key: Buffer.from(key, 'hex') })
  tell(database.setAside ?? 'opened')
} catch (error) {
  tell(isGraphkeepError(error) && 'problem' in error ? error.problem : String(error))
}
done()
