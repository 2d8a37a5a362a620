import { isGraphkeepError } from '@graphkeep/core'

import { keepMasterKey, loadMasterKey, type MasterKeyOptions } from '../../src/keyring.ts'
import { done, input, tell } from './parent.ts'

try {
  const { keep, ...options } = input<MasterKeyOptions & { keep?: string }>()
  if (keep !== undefined) await keepMasterKey(Buffer.from(keep, 'hex'), options)
  const { key, origin, created } = await loadMasterKey(options)
  tell(JSON.stringify({ key: Buffer.from(key).toString('hex'), origin, created }))
} catch (error) {
  tell(JSON.stringify({ code: isGraphkeepError(error) ? error.code : 'none', message: String(error) }))
}
done()
