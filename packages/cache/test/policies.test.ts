import { describe, expect, it } from 'vitest'

import { createCacheManager, policies } from '../src/index.ts'
import { keyOf, openRig } from './support/rig.ts'

describe('the policy table', () => {
  it('keeps every kind of thing fresh for 2 minutes to 4 hours, none beyond a day, each with a reason', () => {
    for (const { freshMs, staleMs, graceMs, reason } of Object.values(policies)) {
      expect(freshMs).toBeGreaterThanOrEqual(2 * 60_000)
      expect(freshMs).toBeLessThanOrEqual(4 * 3_600_000)
      expect(staleMs).toBeGreaterThan(freshMs)
      expect(graceMs).toBeGreaterThan(staleMs)
      expect(graceMs).toBeLessThanOrEqual(24 * 3_600_000)
      expect(reason).toMatch(/^[A-Z].{10,}\.$/)
    }
  })

  it('is followed by name, and gives way row by row to the host’s', async () => {
    const mine = { freshMs: 1_000, staleMs: 2_000, graceMs: 3_000 }
    const { cache, clock } = openRig({ policies: { calendar: mine } })
    const staleAt = async (policy?: 'calendar' | 'mail.list') => {
      const key = keyOf(policy ?? 'none')
      const { freshness } = await cache.getOrFetch(key, async () => 1, policy === undefined ? {} : { policy })
      return freshness.staleAt - clock.now()
    }
    expect(await staleAt('calendar')).toBe(1_000)
    expect(await staleAt('mail.list')).toBe(policies['mail.list'].freshMs)
    expect(await staleAt()).toBe(policies.default.freshMs)
  })

  it('refuses a table or a limit that makes no sense when the cache is made', () => {
    const policy = { freshMs: 2, staleMs: 1, graceMs: 3 }
    expect(() => createCacheManager({ policies: { files: policy } })).toThrow(/"files".*freshMs <= staleMs/)
    const rising = { freshMs: 1, staleMs: 2, graceMs: 3 }
    for (const part of [
      { early: 1.1 },
      { jitter: -1 },
      { hardTimeoutMs: 0 },
      { softTimeoutMs: -1 },
      { negativeMs: Number.NaN },
    ])
      expect(() => createCacheManager({ policies: { files: { ...rising, ...part } } })).toThrow(
        /"files" must have/,
      )
    for (const options of [{ memoryBytes: 0 }, { leaseMs: -1 }, { storeTimeoutMs: Number.NaN }]) {
      expect(() => createCacheManager(options)).toThrow(TypeError)
    }
  })
})
