import { isGraphkeepError } from '@graphkeep/core'

import { loadMasterKey, type MasterKeyOptions } from '../../src/keyring.ts'
import { done, input, tell } from './parent.ts'

try {
  const { key, origin, created } = await loadMasterKey(input<MasterKeyOptions>())
  tell(JSON.stringify({ key: Buffer.from(key).toString('hex'), origin, created }))
} catch (error) {
  tell(JSON.stringify({ code: isGraphkeepError(error) ? error.code : 'none', message: String(error) }))
}
done()
