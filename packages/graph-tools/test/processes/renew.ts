import { createSealer } from '@graphkeep/cache'
import { createKeyRing, sealedSecrets } from '@graphkeep/core'
import { openSqlite } from '@graphkeep/storage-adapters/sqlite'

import { deviceCodeSignIn } from '../../src/auth.ts'

const input = JSON.parse(process.argv[2] ?? '')
const key = Buffer.from(input.key, 'hex')

if (input.skewMs) {
  const { now } = Date
  const Real = Date
  globalThis.Date = class extends Real {
    constructor(...values: []) {
      super(...((values.length > 0 ? values : [now() + input.skewMs]) as []))
    }

    static override now(): number {
      return now() + input.skewMs
    }
  } as DateConstructor
}

await using database = await openSqlite({ path: input.path, key })
const { tokens } = deviceCodeSignIn({
  authority: input.authority,
  clientId: input.clientId,
  tenant: input.scope.tenant,
  scopes: ['Mail.Read'],
  secrets: sealedSecrets(database.secrets, createSealer(createKeyRing([key]))),
})
const given: string[] = [await tokens.token(input.scope)]
for (let times = 0; times < input.times; times++)
  given.push(await tokens.token(input.scope, { forceRefresh: true }))
console.log(JSON.stringify(given))
