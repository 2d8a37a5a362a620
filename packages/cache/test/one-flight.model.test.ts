import { GraphFailure } from '@graphkeep/core'
import { attempts } from '@graphkeep/core/testing'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'

import { createCacheManager } from '../src/index.ts'
import { keyOf, short } from './support/rig.ts'
import { createStage, type StoreHealth } from './support/stage.ts'

type Step =
  | { readonly do: 'read'; readonly at: number; readonly wish: 'any' | undefined }
  | { readonly do: 'leave'; readonly reader: number }
  | { readonly do: 'pass'; readonly ms: number }
  | { readonly do: 'origin'; readonly down: boolean }
  | { readonly do: 'store'; readonly health: StoreHealth }

const processes = 3
const healths = fc.constantFrom<StoreHealth>('well', 'fails', 'loses', 'hangs')
const read = fc.record({
  do: fc.constant('read' as const),
  at: fc.nat(processes - 1),
  wish: fc.constantFrom(undefined, undefined, 'any' as const),
})
const calm: readonly fc.Arbitrary<Step>[] = [
  read,
  read,
  fc.record({ do: fc.constant('leave' as const), reader: fc.nat(5) }),
  fc.record({ do: fc.constant('pass' as const), ms: fc.constantFrom(50, 1_000, 10_000, 20_000, 60_000) }),
  fc.record({ do: fc.constant('origin' as const), down: fc.boolean() }),
]
const storm = [...calm, fc.record({ do: fc.constant('store' as const), health: healths })]
const plans = (steps: readonly fc.Arbitrary<Step>[]) =>
  fc.array(fc.record({ step: fc.oneof(...steps), let: fc.oneof(fc.nat(3), fc.nat(30)) }), {
    maxLength: 40,
    size: 'max',
  })

describe('no two fetches of one key go on at once, and every caller comes to an end that is its own', () => {
  const rules = [
    ['in a process, whatever its store does', storm, 'process'],
    ['among all processes, as long as their store is well', calm, 'cluster'],
  ] as const

  it.each(rules)('%s', async (_name, steps, reach) => {
    await fc.assert(
      fc.asyncProperty(fc.scheduler(), plans(steps), async (scheduler, plan) => {
        const world = openWorld(scheduler, reach)
        for (const { step, let: pieces } of plan) {
          await world.take(step)
          await world.letGo(pieces)
        }
        await world.finish()
        expect(world.broken).toEqual([])
      }),
      { numRuns: attempts(5_000) },
    )
  })
})

function openWorld(scheduler: fc.Scheduler, reach: 'process' | 'cluster') {
  const { clock, store, pause, start, letGo, finish, setHealth } = createStage(scheduler)
  const patience =
    reach === 'cluster' ? { leaseMs: 1e6, storeTimeoutMs: 1e9 } : { leaseMs: 3_000, storeTimeoutMs: 2_000 }
  const caches = Array.from({ length: processes }, () =>
    createCacheManager({ store, clock, random: () => 0, ...patience }),
  )
  const fetching = new Set<{ readonly at: number; readonly signal: AbortSignal }>()
  const readers: AbortController[] = []
  const broken: string[] = []
  let down = false

  async function fetch(at: number, signal: AbortSignal): Promise<number> {
    if (signal.aborted) broken.push('a fetch began that nobody waits for')
    const others = [...fetching].filter((other) => !other.signal.aborted)
    if (others.some((other) => reach === 'cluster' || other.at === at)) broken.push('two fetches at once')
    const own = { at, signal }
    fetching.add(own)
    const fails = down
    await pause('fetch')
    fetching.delete(own)
    if (fails) throw new GraphFailure('Busy', { status: 503 })
    return 1
  }

  async function read(at: number, wish: 'any' | undefined): Promise<void> {
    const reader = new AbortController()
    readers.push(reader)
    const options = { policy: short, signal: reader.signal, ...(wish && { freshness: wish }) }
    await caches[at]
      ?.getOrFetch(keyOf('a'), ({ signal }) => fetch(at, signal), options)
      .catch((error: Error) => {
        const own = error === reader.signal.reason
        if (!own && !(error instanceof GraphFailure) && error.name !== 'TimeoutError') broken.push(`${error}`)
      })
  }

  return {
    broken,
    letGo,
    finish,

    async take(step: Step): Promise<void> {
      if (step.do === 'read') start(read(step.at, step.wish))
      else if (step.do === 'leave') readers.at(-1 - step.reader)?.abort(new Error('left'))
      else if (step.do === 'pass') await clock.advance(step.ms)
      else if (step.do === 'origin') down = step.down
      else setHealth(step.health)
    },
  }
}
