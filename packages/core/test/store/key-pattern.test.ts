import fc from 'fast-check'
import { describe, expect, it } from 'vitest'

import { fitsPattern, patternOfPrefix } from '../../src/store/key-pattern.ts'

const text = fc.string({ unit: fc.constantFrom('a', 'b', ':', '*', '\\', '.', '😀'), maxLength: 12 })

describe('a pattern of keys', () => {
  it('fits what a regular expression fits in which a star stands for anything', () => {
    const part = fc.oneof(fc.constant('*'), fc.constantFrom('a', 'b', ':', '.', '😀', '\\*', '\\\\'))
    fc.assert(
      fc.property(fc.array(part, { maxLength: 8 }), text, (parts, key) => {
        const source = parts.map((each) =>
          each === '*'
            ? '[^]*'
            : `\\u{${each.codePointAt(each.length > 1 && each.startsWith('\\') ? 1 : 0)?.toString(16)}}`,
        )
        expect(fitsPattern(parts.join(''), key)).toBe(new RegExp(`^${source.join('')}$`, 'u').test(key))
      }),
      { numRuns: 2_000, seed: 1 },
    )
  })

  it('of a prefix fits exactly what starts with it', () => {
    fc.assert(
      fc.property(text, text, (prefix, key) => {
        expect(fitsPattern(patternOfPrefix(prefix), key)).toBe(key.startsWith(prefix))
        expect(fitsPattern(patternOfPrefix(prefix), prefix + key)).toBe(true)
      }),
      { numRuns: 2_000, seed: 1 },
    )
  })

  it('takes no longer than key and pattern together let it', () => {
    expect(fitsPattern(`${'*a'.repeat(100)}b`, 'a'.repeat(1_000))).toBe(false)
  })
})
