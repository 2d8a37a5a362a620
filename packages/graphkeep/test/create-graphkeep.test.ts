import { randomBytes } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { defineTool } from '@graphkeep/core'
import { createTenant } from '@graphkeep/graph-sim'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'

import { bearer } from '../src/connect/bearer.ts'
import { simulated } from '../src/connect/simulated.ts'
import { createGraphkeep } from '../src/create-graphkeep.ts'
import { temporaryFolder } from './support/temporary-folder.ts'

describe('createGraphkeep', () => {
  it('counts over restarts what its cache saved', async () => {
    const options = { connect: simulated(), folder: temporaryFolder(), key: randomBytes(32) }
    for (const hits of [1, 3]) {
      await using keep = await createGraphkeep(options)
      await keep.call('user_whoami')
      await keep.call('user_whoami')
      const { memoryHits = 0, storeHits = 0 } = await keep.lifetimeCounters()
      expect(memoryHits + storeHits).toBe(hits)
    }
  })

  it('goes on with a list after a restart', async () => {
    const options = { connect: simulated(), folder: temporaryFolder(), key: randomBytes(32) }
    let input: object = { top: 5 }
    for (let page = 0; page < 2; page++) {
      await using keep = await createGraphkeep(options)
      const { output } = await keep.call('email_list', input)
      input = { top: 5, cursor: (output as { nextCursor: string }).nextCursor }
      expect(output).toMatchObject({ more: true, messages: { length: 5 } })
    }
  })

  it('keeps two accounts of one file apart', async () => {
    const tenant = createTenant({ seed: 7 })
    const place = { folder: temporaryFolder(), key: randomBytes(32) }
    const names: unknown[] = []
    for (const user of tenant.users.slice(0, 2)) {
      await using keep = await createGraphkeep({
        ...place,
        connect: bearer({
          scope: { tenant: tenant.id, account: user.userPrincipalName },
          token: tenant.token({ user: user.userPrincipalName }),
          fetch: tenant.fetch as typeof fetch,
        }),
      })
      const { output, freshness } = await keep.call('user_whoami')
      names.push((output as { name: string }).name)
      expect(freshness?.source).toBe('origin')
    }
    expect(names).toEqual(tenant.users.slice(0, 2).map(({ displayName }) => displayName))
  })

  it('takes tools of the host beside its own', async () => {
    const double = defineTool({
      name: 'host_double',
      title: 'Double',
      description: 'Doubles a number.',
      effect: 'read',
      permissions: { delegated: [], application: [] },
      input: z.strictObject({ number: z.number() }),
      output: z.object({ doubled: z.number() }),
      run: async ({ number }) => ({ doubled: 2 * number }),
    })
    await using keep = await createGraphkeep({ connect: simulated(), storage: 'memory', tools: [double] })
    expect(await keep.call('host_double', { number: 21 })).toMatchObject({ output: { doubled: 42 } })
    await expect(keep.call('host_double', {})).rejects.toMatchObject({ code: 'ERR_INVALID_INPUT' })
  })

  it('records each Graph request with its tool and permissions, and without the token', async () => {
    const recordTo = join(temporaryFolder(), 'requests.jsonl')
    await using keep = await createGraphkeep({ connect: simulated(), storage: 'memory', recordTo })
    await keep.call('email_list')
    const [line = ''] = readFileSync(recordTo, 'utf8').split('\n')
    expect(JSON.parse(line)).toMatchObject({ method: 'GET', tool: 'email_list', permissions: ['Mail.Read'] })
    expect(line).not.toMatch(/bearer|eyJ/i)
  })
})
