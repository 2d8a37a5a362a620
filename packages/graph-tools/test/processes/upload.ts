import { readFile, writeFile } from 'node:fs/promises'

import { createSealer } from '@graphkeep/cache'
import { createKeyRing } from '@graphkeep/core'

import { staticToken } from '../../src/auth.ts'
import { createGraphClient } from '../../src/client.ts'
import { uploadFile } from '../../src/transfer.ts'

const { baseUrl, token, scope, key, file, path, kept, partBytes } = JSON.parse(process.argv[2] ?? '')
const client = createGraphClient({ baseUrl, tokens: staticToken(token) })
const sealer = createSealer(createKeyRing([Buffer.from(key, 'hex')]))
const context = { scope, fetch: client.fetchFor(scope), signal: new AbortController().signal, sealer }
const resume = await readFile(kept, 'utf8').catch(() => undefined)
const keep = (text: string): Promise<void> => writeFile(kept, text)
console.log((await uploadFile(context, path, file, { resume, keep, partBytes })).size)
