import { type Scope, scopeKey } from '@graphkeep/core'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'

const name = fc.string({ unit: 'grapheme', minLength: 1 })
const borderline = fc.constantFrom('a', 'a/', '/a', 'a/b', '%2F', '%', 'A', ' ', ':', '\u00e9', 'e\u0301')
const scope = fc.record({ tenant: fc.oneof(name, borderline), account: fc.oneof(name, borderline) })

describe('scopeKey', () => {
  it('gives two scopes the same key only if they are the same', () => {
    fc.assert(
      fc.property(scope, scope, (one, other) => {
        const same = one.tenant === other.tenant && one.account === other.account
        expect(scopeKey(one) === scopeKey(other)).toBe(same)
      }),
      { numRuns: 2_000, seed: 1 },
    )
  })

  it('can be taken apart again into tenant and account', () => {
    fc.assert(
      fc.property(scope, (original) => {
        const halves = scopeKey(original).split('/').map(decodeURIComponent)
        expect(halves).toEqual([original.tenant, original.account])
      }),
      { seed: 1 },
    )
  })

  it('refuses a scope with a missing, empty or broken half', () => {
    const wrong = [
      {},
      { tenant: 'a' },
      { tenant: '', account: 'a' },
      { tenant: 'a', account: '' },
      { tenant: 1, account: 'a' },
    ]
    for (const scope of [...wrong, { tenant: '\ud800', account: 'a' }]) {
      expect(() => scopeKey(scope as Scope)).toThrow(TypeError)
    }
  })
})
