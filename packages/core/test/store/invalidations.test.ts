import { createMemoryStore, holds, noInvalidations, type Scope, type Store } from '@graphkeep/core'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'

const scope: Scope = { tenant: 'contoso.com', account: 'ada' }
const keys = ['mail:list:1', 'mail:list:2', 'mail:get:1', 'file:1'] as const
const tags = ['inbox', 'sent', 'drive'] as const

/** What happens between one read and the next; `read` numbers are places in the list of fetches that have begun. */
type Step =
  | { readonly do: 'begin'; readonly key: string; readonly tags: readonly string[] }
  | { readonly do: 'store'; readonly fetch: number }
  | { readonly do: 'invalidate tags'; readonly tags: readonly string[] }
  | { readonly do: 'invalidate prefix'; readonly prefix: string }
  | { readonly do: 'clear' }
  | { readonly do: 'sweep' }

const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constant('begin' as const),
      key: fc.constantFrom(...keys),
      tags: fc.subarray([...tags]),
    }),
  },
  { weight: 5, arbitrary: fc.record({ do: fc.constant('store' as const), fetch: fc.nat(11) }) },
  {
    weight: 2,
    arbitrary: fc.record({ do: fc.constant('invalidate tags' as const), tags: fc.subarray([...tags]) }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('invalidate prefix' as const),
      prefix: fc.constantFrom('mail:', 'mail:list:', 'file', ''),
    }),
  },
  { weight: 1, arbitrary: fc.constant({ do: 'clear' as const }) },
  { weight: 1, arbitrary: fc.constant({ do: 'sweep' as const }) },
)

describe('holds', () => {
  it('says of every value that was ever read whether something that names it happened since', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 40 }), async (steps) => {
        await using store = createMemoryStore()
        const fetches: Fetch[] = []
        const stored = new Map<string, Fetch>()
        for (const each of steps) {
          await perform(each, store, fetches, stored)
          await compare(store, stored)
        }
      }),
      { numRuns: 1_000, seed: 1 },
    )
  })

  it('is true of everything where nothing was ever invalidated', () => {
    expect(holds({ asOf: 0, tags: ['inbox'] }, 'mail:list:1', noInvalidations)).toBe(true)
  })

  const state = { sequence: 9, floor: 3, tags: new Map([['inbox', 5]]), patterns: new Map([['mail:*', 7]]) }
  const cases: readonly (readonly [string, number, readonly string[], string, boolean])[] = [
    ['read before the floor', 2, [], 'file:1', false],
    ['read at the floor', 3, [], 'file:1', true],
    ['read before its tag was invalidated', 4, ['inbox'], 'file:1', false],
    ['read when its tag was invalidated', 5, ['inbox'], 'file:1', true],
    ['read before its prefix was invalidated', 6, [], 'mail:list:1', false],
    ['read when its prefix was invalidated', 7, [], 'mail:list:1', true],
    ['with a key that only looks like the prefix', 6, [], 'Mail:list:1', true],
    ['with another tag', 4, ['sent'], 'file:1', true],
  ]

  for (const [what, asOf, tags, key, expected] of cases) {
    it(`is ${expected} of a value ${what}`, () => {
      expect(holds({ asOf, tags }, key, state)).toBe(expected)
    })
  }
})

interface Fetch {
  readonly key: string
  readonly tags: readonly string[]
  readonly asOf: number

  /** Whether anything that names it happened since it began: what the model says, without any numbers. */
  untrue: boolean
}

async function perform(
  step: Step,
  store: Store,
  fetches: Fetch[],
  stored: Map<string, Fetch>,
): Promise<void> {
  if (step.do === 'begin') {
    const { sequence } = await store.invalidations(scope)
    fetches.push({ key: step.key, tags: step.tags, asOf: sequence, untrue: false })
  } else if (step.do === 'store') {
    await storeFetch(fetches[step.fetch], store, stored)
  } else if (step.do === 'sweep') {
    const refused = fetches.filter((fetch) => !fetch.untrue)
    await store.sweep(100)
    const now = await store.invalidations(scope)
    for (const fetch of refused)
      fetch.untrue = ![...stored.values()].includes(fetch) && fetch.asOf < now.floor
  } else {
    for (const fetch of fetches) if (names(step, fetch)) fetch.untrue = true
    if (step.do === 'clear') await store.clear(scope)
    else
      await store.invalidate(
        scope,
        step.do === 'invalidate tags' ? { tags: step.tags } : { prefix: step.prefix },
        'test',
      )
  }
}

async function storeFetch(fetch: Fetch | undefined, store: Store, stored: Map<string, Fetch>): Promise<void> {
  if (!fetch) return
  const { key, tags, asOf } = fetch
  const keepUntil = Date.now() + 3_600_000
  const times = { fetchedAt: 0, staleAt: keepUntil, expiresAt: keepUntil, keepUntil }
  const value = Uint8Array.of(1)
  expect(await store.set(scope, key, { value, ...times, tags, asOf, cost: 1 })).toBe(!fetch.untrue)
  if (!fetch.untrue) stored.set(key, fetch)
}

/** Every key has an entry exactly if what was stored last under it is still true. */
async function compare(store: Store, stored: Map<string, Fetch>): Promise<void> {
  const now = await store.invalidations(scope)
  for (const key of keys) {
    const fetch = stored.get(key)
    const expected = fetch !== undefined && !fetch.untrue
    expect((await store.get(scope, key)) !== undefined).toBe(expected)
    if (fetch) expect(holds(fetch, key, now)).toBe(expected)
  }
}

function names(step: Step, { key, tags }: Fetch): boolean {
  if (step.do === 'invalidate tags') return step.tags.some((tag) => tags.includes(tag))
  if (step.do === 'invalidate prefix') return key.startsWith(step.prefix)
  return step.do === 'clear'
}
