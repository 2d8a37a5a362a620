import { encryptDatabase } from '../../src/sqlite.ts'
import { done, input, ready, tell } from './parent.ts'

const { path, masterKey } = input<{ path: string; masterKey: string }>()
await ready()
await encryptDatabase({ path, masterKey: Buffer.from(masterKey, 'hex') })
tell('encrypted')
done()
