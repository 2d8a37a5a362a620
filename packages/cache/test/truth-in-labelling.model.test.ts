import {
  type CacheAnswer,
  createMemoryStore,
  type FreshnessWish,
  GraphFailure,
  wrapStore,
} from '@graphkeep/core'
import { attempts, faultyStore, manualClock } from '@graphkeep/core/testing'
import fc from 'fast-check'
import { expect, it } from 'vitest'

import { keyOf, openRig, settle, short } from './support/rig.ts'

/** What the origin gives: when it was asked, and how often by then. */
interface Reading {
  readonly at: number
  readonly number: number
}

type Step =
  | { readonly do: 'read'; readonly wish: FreshnessWish | undefined; readonly origin: 'well' | 'down' }
  | { readonly do: 'get' | 'invalidate' | 'lose the store' | 'forget memory' }
  | { readonly do: 'pass'; readonly ms: number }

const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({
      do: fc.constant('read' as const),
      wish: fc.constantFrom<FreshnessWish | undefined>(undefined, undefined, 'any', 'fresh', 0, 5, 30),
      origin: fc.constantFrom('well' as const, 'well' as const, 'down' as const),
    }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constant('pass' as const),
      ms: fc.constantFrom(1, 999, 5_000, 9_999, 10_000, 20_000, 60_000, 7_200_000),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constantFrom(
        'get' as const,
        'invalidate' as const,
        'lose the store' as const,
        'forget memory' as const,
      ),
    }),
  },
)

it('every answer says truly how old it is, in which state, where it came from, and why it is not fresh', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 30 }), async (steps) => {
      const world = openWorld()
      for (const each of steps) await perform(world, each)
    }),
    { numRuns: attempts(5_000) },
  )
})

function openWorld() {
  const clock = manualClock()
  const isDown = { store: false }
  const store = faultyStore(createMemoryStore({ clock }), () => (isDown.store ? { kind: 'fail' } : undefined))
  const open = () => openRig({ store: wrapStore(store, { async [Symbol.asyncDispose]() {} }) }, clock)
  return { clock, isDown, open, rig: open(), requests: 0, invalidatedAt: -1 }
}

type World = ReturnType<typeof openWorld>

async function perform(world: World, step: Step): Promise<void> {
  const { clock, rig } = world
  if (step.do === 'pass') await clock.advance(step.ms)
  else if (step.do === 'lose the store') world.isDown.store = !world.isDown.store
  else if (step.do === 'get') {
    const answer = await rig.cache.get<Reading>(keyOf('a'))
    if (answer) check(world, answer, undefined)
  } else if (step.do === 'invalidate') {
    await rig.cache.invalidate(keyOf('a').scope, { tags: ['t'] }, 'test')
    world.invalidatedAt = world.requests
  } else if (step.do === 'read') await read(world, step)
  else await restart(world)
  await settle()
}

/** What a process could not tell the store before it ended, nobody knows. */
async function restart(world: World): Promise<void> {
  if (world.isDown.store) return
  await world.rig.cache.close()
  world.rig = world.open()
}

async function read(world: World, { wish, origin }: Extract<Step, { do: 'read' }>): Promise<void> {
  const before = world.requests
  const fetch = async (): Promise<Reading> => {
    if (origin === 'down') throw new GraphFailure('down', { status: 503 })
    return { at: world.clock.now(), number: ++world.requests }
  }
  const how = { policy: short, tags: ['t'], ...(wish !== undefined && { freshness: wish }) }
  try {
    const answer = await world.rig.cache.getOrFetch<Reading>(keyOf('a'), fetch, how)
    check(world, answer, wish)
    if (answer.freshness.source === 'origin') expect(answer.value.number).toBe(before + 1)
    else expect(answer.value.number).toBeLessThanOrEqual(before)
  } catch (error) {
    if (origin === 'well') throw error
    expect(error).toMatchObject({ status: 503 })
  }
}

function check(
  { clock, invalidatedAt }: World,
  answer: CacheAnswer<Reading>,
  wish: FreshnessWish | undefined,
): void {
  const { value, freshness } = answer
  const { state, source, fetchedAt, ageSeconds, staleAt, expiresAt, reason } = freshness
  const now = clock.now()
  expect(fetchedAt).toBe(value.at)
  expect(ageSeconds).toBe(Math.floor((now - value.at) / 1000))
  expect([staleAt - fetchedAt, expiresAt - fetchedAt]).toEqual([short.freshMs, short.staleMs])
  expect(now - fetchedAt).toBeLessThan(short.graceMs)
  expect(state === 'fresh').toBe(now < staleAt)
  if (state === 'stale' && wish === undefined) expect(now).toBeLessThan(expiresAt)
  if (state === 'grace') expect(now).toBeGreaterThanOrEqual(expiresAt)
  expect(reason === undefined).toBe(state === 'fresh')
  expect(value.number).toBeGreaterThan(invalidatedAt)
  if (typeof wish === 'number') expect(now - fetchedAt).toBeLessThanOrEqual(wish * 1000)
  if (wish === 'fresh') expect(source).toBe('origin')
}
