import { describe, expect, it } from 'vitest'

import { simulated } from '../src/connect/simulated.ts'
import { createGraphkeep } from '../src/create-graphkeep.ts'

const brief = { freshMs: 1_000, staleMs: 2_000, graceMs: 3_000, jitter: 0 }
const open = (policies: Record<string, typeof brief>) =>
  createGraphkeep({ connect: simulated(), storage: 'memory', policies })

describe('the policies of a host', () => {
  it('hold for a kind of thing, or for a tool, which goes before its kind', async () => {
    await using keep = await open({
      'mail.list': { ...brief, freshMs: 500 },
      email_list: brief,
      calendar: brief,
    })
    const freshMs = async (tool: string) => {
      const { freshness } = await keep.call(tool, {})
      return (freshness?.staleAt ?? 0) - (freshness?.fetchedAt ?? 0)
    }
    expect(await freshMs('email_list')).toBe(1_000)
    expect(await freshMs('calendar_list_events')).toBe(1_000)
    expect(await freshMs('contact_list')).toBeGreaterThan(1_000_000)
  })

  it('are refused with what there is, when they are about nothing that is cached', async () => {
    for (const name of ['email_lists', 'email_send', 'mail.lists', 'toString'])
      await expect(open({ [name]: brief })).rejects.toThrow(
        new RegExp(`There is no policy "${name}".*mail\\.list.*email_list`),
      )
  })
})
