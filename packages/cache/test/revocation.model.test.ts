import { type CacheManager, type FreshnessWish, GraphFailure } from '@graphkeep/core'
import { attempts } from '@graphkeep/core/testing'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'

import { createCacheManager } from '../src/index.ts'
import { ada, keyOf, short } from './support/rig.ts'
import { createStage, type StoreHealth } from './support/stage.ts'

type Step =
  | { readonly do: 'read'; readonly at: number; readonly wish: FreshnessWish | undefined }
  | { readonly do: 'get' | 'getRaw' | 'peek' | 'disconnect'; readonly at: number }
  | { readonly do: 'origin'; readonly forbids: boolean }
  | { readonly do: 'pass'; readonly ms: number }
  | { readonly do: 'store'; readonly health: StoreHealth }

const processes = 2
const at = fc.nat(processes - 1)
const wish = fc.constantFrom<FreshnessWish | undefined>(undefined, 'any', 'fresh', 5)
const read = fc.record({ do: fc.constant('read' as const), at, wish })
const calm: readonly fc.Arbitrary<Step>[] = [
  read,
  read,
  fc.record({ do: fc.constantFrom('get' as const, 'getRaw' as const, 'peek' as const), at }),
  fc.record({ do: fc.constant('disconnect' as const), at }),
  fc.record({ do: fc.constant('origin' as const), forbids: fc.boolean() }),
  fc.record({ do: fc.constant('pass' as const), ms: fc.constantFrom(1_000, 10_000, 20_000) }),
]
const healths = fc.constantFrom<StoreHealth>('well', 'fails', 'loses', 'hangs', 'deaf')
const storm = [...calm, fc.record({ do: fc.constant('store' as const), health: healths })]
const plans = (steps: readonly fc.Arbitrary<Step>[]) =>
  fc.array(fc.record({ step: fc.oneof(...steps), let: fc.oneof(fc.nat(3), fc.nat(30)) }), {
    maxLength: 40,
    size: 'max',
  })

describe('what the origin refused, or a disconnected scope had, is never served again', () => {
  const rules = [
    ['by any process, as long as the store is well', calm, 'all', 1e9],
    ['by the process that was told, whatever its store does', storm, 'own', 500],
  ] as const

  it.each(rules)('%s', async (_name, steps, sight, storeTimeoutMs) => {
    await fc.assert(
      fc.asyncProperty(fc.scheduler(), plans(steps), async (scheduler, plan) => {
        const world = openWorld(scheduler, { sight, storeTimeoutMs })
        for (const { step, let: pieces } of plan) {
          await world.take(step)
          await world.letGo(pieces)
        }
        await world.rest()
        expect(world.broken).toEqual([])
      }),
      { numRuns: attempts(5_000) },
    )
  })
})

/** The origin numbers its answers. `floors` is the specification: a read must return what was answered after it. */
function openWorld(
  scheduler: fc.Scheduler,
  { sight, storeTimeoutMs }: { readonly sight: 'all' | 'own'; readonly storeTimeoutMs: number },
) {
  const { clock, store, storeNow, pause, start, letGo, finish, setHealth } = createStage(scheduler)
  const caches = Array.from({ length: processes }, (_, at) =>
    createCacheManager({
      store: at === 0 ? storeNow : store,
      clock,
      random: () => 0,
      leaseMs: 3_000,
      storeTimeoutMs,
    }),
  )
  const floors = caches.map(() => 0)
  const refusals = caches.map(() => 0)
  const broken: string[] = []
  let answers = 0
  let forbids = false

  function endedAt(at: number, number: number): void {
    for (const process of floors.keys())
      if (process === at || sight === 'all') floors[process] = Math.max(number, floors[process] ?? 0)
  }

  async function fetch(at: number): Promise<number> {
    await pause('fetch begins')
    const number = ++answers
    const refused = forbids
    await pause('fetch ends')
    if (!refused) return number
    refusals[at] = number
    throw Object.assign(new GraphFailure('Forbidden', { status: 403 }), { number })
  }

  function check(what: string, served: unknown, floor: number): void {
    if (served !== undefined && Number(served) <= floor)
      broken.push(`${what} gave ${served}, must be above ${floor}`)
  }

  async function read(at: number, wish: FreshnessWish | undefined): Promise<void> {
    const floor = floors[at] ?? 0
    const options = { policy: short, ...(wish !== undefined && { freshness: wish }) }
    try {
      const { value } = await cacheAt(at).getOrFetch(keyOf('a'), () => fetch(at), options)
      check('a read', value, floor)
    } catch (error) {
      if (error instanceof GraphFailure && 'number' in error) endedAt(at, Number(error.number))
      else if ((error as Error).name !== 'TimeoutError') broken.push(`a read failed: ${error}`)
    }
  }

  async function look(how: 'get' | 'getRaw' | 'peek', at: number): Promise<void> {
    const floor = floors[at] ?? 0
    check(how, (await cacheAt(at)[how]<number>(keyOf('a')))?.value, floor)
  }

  async function disconnect(at: number): Promise<void> {
    const number = answers
    await cacheAt(at).disconnect(ada)
    endedAt(at, number)
  }

  const cacheAt = (at: number): CacheManager => caches[at] as CacheManager

  return {
    broken,
    letGo,

    async take(step: Step): Promise<void> {
      if (step.do === 'read') start(read(step.at, step.wish))
      else if (step.do === 'disconnect') start(disconnect(step.at))
      else if (step.do === 'origin') forbids = step.forbids
      else if (step.do === 'pass') await clock.advance(step.ms)
      else if (step.do === 'store') setHealth(step.health)
      else start(look(step.do, step.at))
    },

    /** Lets all end, refreshes too, so that every refusal counts; then looks once more in every way. */
    async rest(): Promise<void> {
      for (let turn = 0; turn < 40; turn++) {
        await finish()
        await clock.advance(250)
      }
      for (const [at, number] of refusals.entries()) endedAt(at, number)
      for (const at of caches.keys()) {
        for (const how of ['peek', 'get', 'getRaw'] as const) start(look(how, at))
        start(read(at, 'any'))
        await finish()
      }
    },
  }
}
