import { once } from 'node:events'
import { readFileSync, writeFileSync } from 'node:fs'

import { createSealer } from '@graphkeep/cache'
import { createKeyRing, sealedSecrets } from '@graphkeep/core'
import { openSqlite } from '@graphkeep/storage-adapters/sqlite'

import { staticToken } from '../../src/auth.ts'
import { createGraphClient } from '../../src/client.ts'
import { type DeltaChange, deltaRounds } from '../../src/delta.ts'

const { baseUrl, token, path, key, scope, copy, times } = JSON.parse(process.argv[2] ?? '')

const master = Buffer.from(key, 'hex')
await using database = await openSqlite({ path, key: master })

/** Reads the copy, and writes it a moment later: two at once would lose what one of them wrote. */
async function change(alter: (items: Map<string, unknown>) => void): Promise<void> {
  const items = new Map<string, unknown>(JSON.parse(readFileSync(copy, 'utf8')))
  alter(items)
  await new Promise((resolve) => setTimeout(resolve, 5))
  writeFileSync(copy, JSON.stringify([...items]))
}

const rounds = deltaRounds({
  resource: { kind: 'messages', folder: 'inbox', select: ['subject'] },
  reader: 'copy',
  pageSize: 4,
  scope,
  fetch: createGraphClient({ baseUrl, tokens: staticToken(token) }).fetchFor(scope),
  secrets: sealedSecrets(database.secrets, createSealer(createKeyRing([master]))),
  apply: (changes: readonly DeltaChange[]) =>
    change((items) => {
      for (const one of changes) {
        if (one.kind === 'removed') items.delete(one.id)
        else items.set(one.id, one.item['subject'])
      }
    }),
  sweep() {},
})

process.stdout.write('ready\n')
await once(process.stdin, 'data')
let count = 0
let full = 0
for (let time = 0; time < times; time++) {
  const round = await rounds.round()
  count += round.changes
  full += Number(round.full)
}
console.log(JSON.stringify({ count, full }))
process.stdin.destroy()
