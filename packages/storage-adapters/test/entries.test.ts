import { join } from 'node:path'

import { describe, expect, it } from 'vitest'

import { startProcess } from './support/child-process.ts'
import { temporaryFolder } from './support/temporary-folder.ts'

const peers = ['better-sqlite3-multiple-ciphers', 'kysely', '@napi-rs/keyring']

describe('an entry', () => {
  it.each(['sqlite', 'keyring'])('can be imported where no optional peer is installed: %s', async (entry) => {
    const process = startProcess('resolve', { entry, hidden: peers })
    const resolved: string[] = JSON.parse(await process.nextLine())
    expect(resolved.filter((name) => peers.includes(name))).toEqual([])
    expect(resolved).toContain('@graphkeep/core')
    await process.rest()
  })

  it.each(['better-sqlite3-multiple-ciphers', 'kysely'])(
    'says what to install when it needs %s',
    async (peer) => {
      const open = join(temporaryFolder(), 'test.db')
      const process = startProcess('resolve', { entry: 'sqlite', hidden: [peer], open })
      await process.nextLine()
      expect(await process.nextLine()).toMatch(new RegExp(`npm install.*${peer}`))
      await process.rest()
    },
  )
})
