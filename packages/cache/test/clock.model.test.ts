import {
  type CacheAnswer,
  createMemoryStore,
  type Freshness,
  type FreshnessWish,
  GraphFailure,
} from '@graphkeep/core'
import { attempts, manualClock } from '@graphkeep/core/testing'
import fc from 'fast-check'
import { expect, it } from 'vitest'

import { keyOf, openRig, settle, short } from './support/rig.ts'

type Step =
  | {
      readonly do: 'read'
      readonly at: number
      readonly wish: FreshnessWish | undefined
      readonly origin: 'well' | 'down' | 'missing'
      /** How far the clock jumps while the origin answers. */
      readonly meanwhileMs: number
    }
  | { readonly do: 'get' | 'getRaw' | 'peek'; readonly at: number }
  | { readonly do: 'pass' | 'jump'; readonly ms: number }

const at = fc.nat(1)
const ahead = fc.constantFrom(1, 4_999, 10_000, 20_000, 60_000, 7_200_000)
const jump = fc.oneof(
  ahead,
  ahead.map((ms) => -ms),
)
const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant('read' as const),
      at,
      wish: fc.constantFrom<FreshnessWish | undefined>(undefined, undefined, 'any', 'fresh', 5),
      origin: fc.constantFrom('well' as const, 'well' as const, 'down' as const, 'missing' as const),
      meanwhileMs: fc.oneof(fc.constant(0), jump),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ do: fc.constantFrom('get' as const, 'getRaw' as const, 'peek' as const), at }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('pass' as const), ms: ahead }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('jump' as const), ms: jump }) },
)

it('however the clock jumps, nothing is served past its time, from a time to come, or as younger than it can be', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 40, size: 'max' }), fc.boolean(), async (steps, slides) => {
      const world = openWorld(slides)
      for (const each of steps) await world.take(each)
    }),
    { numRuns: attempts(5_000) },
  )
})

/** What the origin gives: the time on the clock when it was asked. */
interface Reading {
  readonly at: number
}

function openWorld(slides: boolean) {
  const clock = manualClock()
  const store = createMemoryStore({ clock })
  const caches = [openRig({ store }, clock).cache, openRig({ store }, clock).cache] as const
  const policy = slides ? { ...short, slidingMs: 8_000 } : short
  let jumping: Promise<void> | undefined

  function checkKept({ value, freshness }: CacheAnswer<Reading>, wish?: FreshnessWish): void {
    const { ageSeconds, fetchedAt, staleAt, expiresAt } = freshness
    const now = clock.now()
    expect(fetchedAt).toBe(value.at)
    expect(ageSeconds).toBe(Math.max(0, Math.floor((now - fetchedAt) / 1000)))
    expect(now).toBeLessThan(fetchedAt + short.graceMs)
    expect(fetchedAt).toBeLessThanOrEqual(now + 5_000)
    expect(staleAt).toBeLessThanOrEqual(expiresAt)
    expect(expiresAt).toBe(fetchedAt + short.staleMs)
    if (typeof wish === 'number') expect(now - fetchedAt).toBeLessThanOrEqual(wish * 1000)
  }

  function checkState({ state, staleAt, expiresAt }: Freshness, wish?: FreshnessWish): void {
    const now = clock.now()
    expect(state === 'fresh').toBe(now < staleAt)
    if (state === 'grace') expect(now).toBeGreaterThanOrEqual(expiresAt)
    if (state === 'stale' && wish === undefined) expect(now).toBeLessThan(expiresAt)
  }

  async function read({ at, wish, origin, meanwhileMs }: Extract<Step, { do: 'read' }>): Promise<void> {
    let asked = false
    async function fetch(): Promise<Reading> {
      asked = true
      const askedAt = clock.now()
      if (meanwhileMs !== 0) jumping = clock.jump(meanwhileMs)
      await jumping
      if (origin === 'well') return { at: askedAt }
      throw Object.assign(new GraphFailure(origin, { status: origin === 'down' ? 503 : 404 }), {
        at: clock.now(),
      })
    }
    const how = { policy, ...(wish !== undefined && { freshness: wish }) }
    try {
      const answer = await caches[at as 0 | 1].getOrFetch<Reading>(keyOf('a'), fetch, how)
      if (answer.freshness.source === 'origin') expect(answer.freshness.ageSeconds).toBeGreaterThanOrEqual(0)
      else checkKept(answer, wish)
      // What was found past its time is said to be so, though the clock was put back since.
      if (answer.freshness.source !== 'origin' && meanwhileMs >= 0) checkState(answer.freshness, wish)
    } catch (error) {
      if (!(error instanceof Error && ('at' in error || error.name === 'TimeoutError'))) throw error
      if (asked || !('at' in error)) return
      const age = clock.now() - Number(error.at)
      expect(age).toBeGreaterThanOrEqual(0)
      expect(age).toBeLessThan(typeof wish === 'number' ? 5_001 : 30_000)
    }
  }

  return {
    async take(step: Step): Promise<void> {
      if (step.do === 'pass') await clock.advance(step.ms)
      else if (step.do === 'jump') await clock.jump(step.ms)
      else if (step.do === 'read') await read(step)
      else if (step.do === 'getRaw') {
        const answer = await caches[step.at as 0 | 1].getRaw(keyOf('a'))
        if (answer) checkKept({ ...answer, value: JSON.parse(answer.value) as Reading })
      } else if (step.do === 'get' || step.do === 'peek') {
        const answer = await caches[step.at as 0 | 1][step.do]<Reading>(keyOf('a'))
        if (answer) {
          checkKept(answer)
          checkState(answer.freshness)
        }
      }
      await settle()
      await jumping
      await settle()
    },
  }
}
