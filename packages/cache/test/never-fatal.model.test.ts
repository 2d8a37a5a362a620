import { createMemoryStore, type Store, wrapStore } from '@graphkeep/core'
import { attempts, faultyStore, manualClock, type StoreFault } from '@graphkeep/core/testing'
import fc from 'fast-check'
import { expect, it } from 'vitest'

import { ada, keyOf, openRig, short } from './support/rig.ts'

const things = ['a', 'b'] as const
const calls = ['read', 'fresh', 'any', 'get', 'getRaw', 'set', 'write', 'invalidate'] as const
const upkeep = ['disconnect', 'sweep', 'stats', 'history'] as const

const step = fc.record({
  call: fc.oneof(
    { weight: 5, arbitrary: fc.constantFrom(...calls) },
    { weight: 1, arbitrary: fc.constantFrom(...upkeep) },
  ),
  thing: fc.constantFrom(...things),
  thenMs: fc.constantFrom(0, 0, 1, 100, 3_000, 10_000, 61_000),
})
const fault = fc.oneof(
  { weight: 3, arbitrary: fc.constant(undefined) },
  { weight: 3, arbitrary: fc.constantFrom<StoreFault>({ kind: 'fail' }, { kind: 'lost' }, { kind: 'hang' }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('slow' as const), ms: fc.nat(5_000) }) },
)
// One for each call of the store in turn, over and over.
const faults = fc.array(fault, { minLength: 1, maxLength: 30, size: 'max' })
const damages = fc.array(fc.boolean(), { minLength: 1, maxLength: 10 })

it('whatever fails at whichever call of the store, every caller gets what it asked for, and an end', async () => {
  const steps = fc.array(step, { maxLength: 30, size: 'max' })
  const unhandled: unknown[] = []
  const note = (error: unknown) => void unhandled.push(error)
  process.on('unhandledRejection', note)
  await fc.assert(
    fc.asyncProperty(steps, faults, damages, async (list, faults, damages) => {
      const clock = manualClock()
      const inner = damaging(createMemoryStore({ clock }), cycle(damages))
      const { cache } = openRig({ store: faultyStore(inner, cycle(faults), { clock }) }, clock)
      const work: Promise<unknown>[] = []
      let ended = 0
      for (const { call, thing, thenMs } of list) {
        work.push(perform(cache, call, thing).finally(() => ended++))
        await clock.advance(thenMs)
      }
      await clock.advance(300_000)
      expect(ended).toBe(list.length)
      await Promise.all(work)
      const closed = cache.close().then(() => 'closed')
      await clock.advance(60_000)
      expect(await Promise.race([closed, Promise.resolve('hangs')])).toBe('closed')
      expect(unhandled).toEqual([])
    }),
    { numRuns: attempts(5_000) },
  )
  process.off('unhandledRejection', note)
})

type Cache = ReturnType<typeof openRig>['cache']
type Call = (typeof calls)[number] | (typeof upkeep)[number]

/** Fails when a call throws, or gives anything but what the origin has. */
async function perform(cache: Cache, call: Call, thing: string): Promise<void> {
  const key = keyOf(thing)
  const tags = [thing]
  if (call === 'read' || call === 'fresh' || call === 'any') {
    const wish = call === 'read' ? {} : { freshness: call }
    const { value } = await cache.getOrFetch(key, async () => thing, { policy: short, tags, ...wish })
    expect(value).toBe(thing)
  } else if (call === 'get') expect((await cache.get(key))?.value ?? thing).toBe(thing)
  else if (call === 'getRaw') expect((await cache.getRaw(key))?.value ?? `"${thing}"`).toBe(`"${thing}"`)
  else if (call === 'set') await cache.set(key, thing, { policy: short, tags })
  else if (call === 'write') {
    const run = async () => 'written'
    expect(await cache.write({ scope: ada, before: tags, cause: 'test', run })).toBe('written')
  } else if (call === 'invalidate') await cache.invalidate(ada, { tags }, 'test')
  else if (call === 'disconnect') await cache.disconnect(ada)
  else if (call === 'history') await cache.history(ada, 10)
  else await cache[call]()
}

/** Gives back some values without their end. */
function damaging(inner: Store, isDamaged: () => boolean | undefined): Store {
  return wrapStore(inner, {
    async get(...args) {
      const entry = await inner.get(...args)
      return entry && isDamaged() ? { ...entry, value: entry.value.subarray(0, -2) } : entry
    },
  })
}

function cycle<T>(list: readonly T[]): () => T | undefined {
  let at = 0
  return () => list[at++ % list.length]
}
