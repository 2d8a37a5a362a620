import fc from 'fast-check'
import { describe, expect, it } from 'vitest'

import { excerpt } from '../../src/text/excerpt.ts'
import { visibleLine, visibleText } from '../../src/text/visible-text.ts'

describe('text without what no reader sees', () => {
  it('drops controls, bidirectional marks, tags and selectors', () => {
    expect(visibleText('a\u0000b\u001bc\u202ed\u2066e\u{E0020}f\u{E0101}g\u2800h\ufeff')).toBe('abcdefgh')
  })

  it('makes one kind of line end', () => {
    expect(visibleText('a\r\nb\rc\u2028d\te')).toBe('a\nb\nc\nd\te')
    expect(visibleLine(' a\r\n\t b\u00a0c ')).toBe('a b c')
  })

  it('drops half of a character', () => {
    expect(visibleText('a\ud800b')).toBe('a\ufffdb')
  })

  it('changes nothing the second time', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const once = visibleText(text)
        expect(visibleText(once)).toBe(once)
      }),
    )
  })
})

describe('a part of a text', () => {
  it('never cuts a character in two, and the parts make the whole', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.integer({ min: 2, max: 9 }), (whole, length) => {
        let read = ''
        for (let at = 0; at < whole.length; ) {
          const part = excerpt(whole, at, length)
          expect(part.text.isWellFormed()).toBe(true)
          expect(part.from).toBe(at)
          read += part.text
          at = part.to
        }
        expect(read).toBe(whole)
      }),
    )
  })

  it('is empty behind the end', () => {
    expect(excerpt('abc', 9, 5)).toEqual({ text: '', from: 3, to: 3 })
  })
})
