import { createMemoryStore, type InvalidationTarget, type Scope, type Store } from '@graphkeep/core'
import { manualClock } from '@graphkeep/core/testing'
import fc from 'fast-check'
import { expect, it } from 'vitest'

import { newDatabaseTwice } from './support/database.ts'
import { entryOf } from './support/entries.ts'

const scopes: readonly Scope[] = [
  { tenant: 't', account: 'a' },
  { tenant: 't', account: 'b' },
]
const scope = fc.nat(1)
const key = fc.constantFrom('a:1', 'a:2', 'ab:1', 'b:1')
const tags = fc.subarray(['x', 'y', 'z'])

const step = fc.oneof(
  fc.record({ do: fc.constant('read' as const), scope }),
  fc.record({ do: fc.constant('set' as const), scope, key, tags, keepMs: fc.integer({ min: 1, max: 100 }) }),
  fc.record({ do: fc.constant('invalidate' as const), scope, tags }),
  fc.record({ do: fc.constant('prefix' as const), scope, prefix: fc.constantFrom('a', 'a:', 'b', '') }),
  fc.record({ do: fc.constant('delete' as const), scope, key }),
  fc.record({ do: fc.constant('clear' as const), scope }),
  fc.record({ do: fc.constant('sweep' as const), limit: fc.integer({ min: 1, max: 3 }) }),
  fc.record({ do: fc.constant('wait' as const), ms: fc.integer({ min: 1, max: 60 }) }),
)

it('two processes on one file together behave as the store in memory does', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.tuple(step, fc.boolean()), { maxLength: 40 }), async (steps) => {
      const clock = manualClock()
      const databases = await newDatabaseTwice(clock)
      const model = history(createMemoryStore({ clock }), clock)
      const real = databases.map(({ store }) => store)
      const [first, second] = [history(real[0] as Store, clock), history(real[1] as Store, clock)]
      for (const [what, isSecond] of steps) {
        if (what.do === 'wait') await clock.advance(what.ms)
        else if (what.do === 'read') for (const one of [model, first, second]) await one.run(what)
        // The memory store forgets tags sooner, and then refuses more of what was read before.
        else if (what.do === 'sweep') await (isSecond ? second : first).run(what)
        else expect(await (isSecond ? second : first).run(what)).toEqual(await model.run(what))
        expect(await first.look()).toEqual(await model.look())
        expect(await second.look()).toEqual(await model.look())
      }
      for (const database of databases) await database.close()
    }),
    { numRuns: 60, seed: 20 },
  )
})

type Step = typeof step extends fc.Arbitrary<infer value> ? Exclude<value, { do: 'wait' }> : never

/** Does steps on a store; what it stores was read when it last did `read`, as a fetch that takes its time. */
function history(store: Store, clock: { now(): number }) {
  const asOf = [-1, -1]

  async function run(what: Step): Promise<unknown> {
    if (what.do === 'sweep') return store.sweep(what.limit)
    const place = scopes[what.scope] as Scope
    if (what.do === 'read') asOf[what.scope] = (await store.invalidations(place)).sequence
    if (what.do === 'set') return set(place, what, asOf[what.scope] as number)
    if (what.do === 'invalidate') await invalidate(place, { tags: what.tags })
    if (what.do === 'prefix') await invalidate(place, { prefix: what.prefix })
    if (what.do === 'delete') return store.delete(place, what.key)
    if (what.do === 'clear') await store.clear(place)
    return undefined
  }

  async function set(
    place: Scope,
    { key, tags, keepMs }: Step & { do: 'set' },
    readAt: number,
  ): Promise<boolean> {
    const number = readAt < 0 ? (await store.invalidations(place)).sequence : readAt
    const entry = entryOf(Buffer.from(`${key} ${tags}`), number, tags)
    return store.set(place, key, { ...entry, keepUntil: clock.now() + keepMs })
  }

  async function invalidate(place: Scope, target: InvalidationTarget): Promise<void> {
    await store.invalidate(place, target, 'test')
  }

  async function look(): Promise<unknown> {
    const found: unknown[] = []
    for (const place of scopes) {
      for (const name of ['a:1', 'a:2', 'ab:1', 'b:1']) {
        const entry = await store.get(place, name)
        found.push(entry && [Buffer.from(entry.value).toString(), entry.tags])
      }
      found.push((await store.history(place, 3)).map(({ cause, target }) => ({ cause, target })))
    }
    return found
  }

  return { run, look }
}
