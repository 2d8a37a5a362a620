import { isGraphkeepError } from '@graphkeep/core'

import { rotateKeys } from '../../src/sqlite.ts'
import { input, ready, tell } from './parent.ts'

const { path, masterKey } = input<{ path: string; masterKey: string }>()
await ready()
for (let count = 1; ; count += 1) {
  try {
    await rotateKeys({ path, masterKey: Buffer.from(masterKey, 'hex') })
    tell(`rotated ${count}`)
  } catch (error) {
    if (!isGraphkeepError(error) || !('problem' in error) || error.problem !== 'in_use') throw error
  }
}
