import { attempts } from '@graphkeep/core/testing'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'

import { createWorld, plans } from './support/world.ts'

const numRuns = attempts(1_500)

describe('no read that begins after a write has ended returns what was before it, however the work interleaves', () => {
  it('in three processes on one store', async () => {
    await fc.assert(
      fc.asyncProperty(fc.scheduler(), plans(3, ['jump', 'origin']), async (scheduler, plan) => {
        const world = createWorld(scheduler, { processes: 3, sight: 'all', storeTimeoutMs: 1e9 })
        await world.live(plan)
        expect(world.broken).toEqual([])
      }),
      { numRuns },
    )
  })

  it('in each process by itself while the store fails, loses answers and hangs', async () => {
    await fc.assert(
      fc.asyncProperty(fc.scheduler(), plans(2, ['jump', 'origin', 'store']), async (scheduler, plan) => {
        const world = createWorld(scheduler, { processes: 2, sight: 'own', storeTimeoutMs: 500 })
        await world.live(plan)
        expect(world.broken).toEqual([])
      }),
      { numRuns },
    )
  })

  it('in all processes again once the store is well and has been told what it missed', async () => {
    const [before, after] = [plans(2, ['jump', 'origin', 'store']), plans(2, ['origin'])]
    await fc.assert(
      fc.asyncProperty(fc.scheduler(), before, after, async (scheduler, broken, mended) => {
        const world = createWorld(scheduler, { processes: 2, sight: 'own', storeTimeoutMs: 500 })
        await world.live(broken)
        await world.mend()
        await world.live(mended)
        expect(world.broken).toEqual([])
      }),
      { numRuns },
    )
  })
})
