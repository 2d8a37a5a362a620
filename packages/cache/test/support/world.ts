import { type CacheManager, type FreshnessWish, GraphFailure } from '@graphkeep/core'
import fc from 'fast-check'

import { createCacheManager } from '../../src/index.ts'
import { ada, keyOf, short } from './rig.ts'
import { createStage, type StoreHealth } from './stage.ts'

/** One thing that happens in the world. */
export type Step =
  | {
      readonly kind: 'read'
      readonly at: number
      readonly thing: string
      readonly wish: FreshnessWish | undefined
    }
  | {
      readonly kind: 'write'
      readonly at: number
      readonly thing: string
      readonly end: 'returns' | 'throws'
    }
  | { readonly kind: 'invalidate'; readonly at: number; readonly thing: string }
  | { readonly kind: 'jump'; readonly ms: number }
  | { readonly kind: 'store'; readonly health: StoreHealth }
  | { readonly kind: 'origin'; readonly down: boolean }

/** Some steps, and how many pieces of work are let go on after each. */
export type Plan = readonly { readonly step: Step; readonly let: number }[]

const things = fc.constantFrom('A', 'A', 'B')
const jumps = fc.constantFrom(1, 3_000, 9_999, 10_000, 15_000, 20_000, 61_000, -2_000, -30_000)

/** What may go wrong in a plan besides unlucky timing. */
export type Disturbance = 'jump' | 'origin' | 'store'

/** Plans for `processes` caches on one store. */
export function plans(processes: number, disturbances: readonly Disturbance[]): fc.Arbitrary<Plan> {
  const at = fc.nat(processes - 1)
  const wish = fc.constantFrom(undefined, undefined, 'any' as const, 'fresh' as const, 5)
  const health = fc.constantFrom<StoreHealth>('well', 'fails', 'loses', 'hangs', 'deaf')
  const read = fc.record({ kind: fc.constant('read'), at, thing: things, wish })
  const end = fc.constantFrom('returns', 'returns', 'throws')
  const disturbing = {
    jump: fc.record({ kind: fc.constant('jump'), ms: jumps }),
    origin: fc.record({ kind: fc.constant('origin'), down: fc.boolean() }),
    store: fc.record({ kind: fc.constant('store'), health }),
  } as const
  const steps = fc.oneof<fc.Arbitrary<Step>[]>(
    read,
    read,
    read,
    fc.record({ kind: fc.constant('write'), at, thing: things, end }),
    fc.record({ kind: fc.constant('invalidate'), at, thing: things }),
    ...disturbances.map((name) => disturbing[name]),
  )
  const pieces = fc.oneof(fc.nat(3), fc.nat(30))
  return fc.array(fc.record({ step: steps, let: pieces }), { minLength: 1, maxLength: 40, size: 'max' })
}

/**
 * A small world: things with versions at an origin, and caches before it. Every fetch, write and store call stands
 * still at its beginning and its end until the scheduler lets it go on.
 *
 * The specification is `floors`: what each process must not fall behind. It is all there is to know of the caches.
 */
export function createWorld(
  scheduler: fc.Scheduler,
  options: {
    readonly processes: number

    /** Whose writes a process must see: every process's, or only its own. */
    readonly sight: 'all' | 'own'

    /** A jump of the clock past this looks like a store that hangs. */
    readonly storeTimeoutMs: number
  },
) {
  const { processes, sight, storeTimeoutMs } = options
  const { clock, store, storeNow, pause, start, setHealth, letGo, finish } = createStage(scheduler)
  const versions = new Map<string, number>()
  const floors = Array.from({ length: processes }, () => new Map<string, number>())
  const broken: string[] = []
  let originDown = false
  let putBackMs = 0

  const caches = Array.from({ length: processes }, (_, at) =>
    createCacheManager({
      store: at === 0 ? storeNow : store,
      clock,
      random: () => 0,
      leaseMs: 3_000,
      storeTimeoutMs,
    }),
  )
  const cacheAt = (at: number): CacheManager => caches[at] as CacheManager
  const floorAt = (at: number, thing: string): number => floors[at]?.get(thing) ?? 0

  function mustNowBeSeen(at: number, thing: string, version: number): void {
    for (const [process, floor] of floors.entries()) {
      if (process === at || sight === 'all') floor.set(thing, Math.max(version, floor.get(thing) ?? 0))
    }
  }

  async function fetchThing(thing: string) {
    await pause('fetch begins')
    const version = versions.get(thing) ?? 0
    const down = originDown
    await pause('fetch ends')
    if (down) throw new GraphFailure('Busy', { status: 503 })
    return { thing, version }
  }

  async function read(at: number, thing: string, wish: FreshnessWish | undefined): Promise<void> {
    const floor = floorAt(at, thing)
    const peeked = cacheAt(at).peek<{ version: number }>(keyOf(thing))
    if (peeked && peeked.value.version < floor)
      broken.push(`${thing}: peeked ${peeked.value.version}, must be ${floor}`)
    const tags = thing === 'A' ? ['A'] : (value: { thing: string }) => [value.thing]
    const options = { policy: short, tags, ...(wish !== undefined && { freshness: wish }) }
    try {
      const { value, freshness } = await cacheAt(at).getOrFetch(
        keyOf(thing),
        () => fetchThing(thing),
        options,
      )
      if (value.version < floor)
        broken.push(`${thing}: read ${value.version}, must be ${floor} (${freshness.state})`)
      if (freshness.ageSeconds < 0) broken.push('an age below 0')
    } catch (error) {
      const expected = error instanceof GraphFailure || (error as Error).name === 'TimeoutError'
      if (!expected) broken.push(`a read failed: ${error}`)
    }
  }

  async function write(at: number, thing: string, end: 'returns' | 'throws'): Promise<void> {
    let written = 0
    const run = async () => {
      await pause('write begins')
      written = (versions.get(thing) ?? 0) + 1
      versions.set(thing, written)
      await pause('write ends')
      if (end === 'throws') throw new Error('no answer')
    }
    await cacheAt(at)
      .write({ scope: ada, before: [thing], cause: 'test', run })
      .catch(() => undefined)
    mustNowBeSeen(at, thing, written)
  }

  async function take(step: Step): Promise<void> {
    if (step.kind === 'read') start(read(step.at, step.thing, step.wish))
    else if (step.kind === 'write') start(write(step.at, step.thing, step.end))
    else if (step.kind === 'invalidate')
      start(cacheAt(step.at).invalidate(ada, { tags: [step.thing] }, 'test'))
    else if (step.kind === 'jump') {
      // On this clock a sleep ends at its time, so that what was put back must go by once more.
      putBackMs += Math.max(0, -step.ms)
      await clock.jump(step.ms)
    } else if (step.kind === 'store') setHealth(step.health)
    else originDown = step.down
  }

  return {
    /** What went against the specification. */
    broken,

    async live(plan: Plan): Promise<void> {
      for (const part of plan) {
        await take(part.step)
        await letGo(part.let)
      }
      await finish()
    },

    /** Mends the store and gives every cache the time to tell it what it missed; then everybody must see everything. */
    async mend(): Promise<void> {
      setHealth('well')
      originDown = false
      for (let ms = 0; ms < 60_000 + putBackMs; ms += 500) {
        await clock.advance(500)
        await finish()
      }
      for (const [thing, version] of versions) for (const floor of floors) floor.set(thing, version)
    },
  }
}
