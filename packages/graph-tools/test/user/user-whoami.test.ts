import { describe, expect, it } from 'vitest'

import { openWorld } from '../world/open-world.ts'

describe('user_whoami', () => {
  it('tells whose data the tools work on', async () => {
    const { call, tenant } = openWorld()
    expect(await call('user_whoami')).toMatchObject({
      id: tenant.me.id,
      name: tenant.me.displayName,
      address: tenant.me.mail,
    })
  })
})
