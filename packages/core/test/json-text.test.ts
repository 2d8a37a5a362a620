import { jsonText } from '@graphkeep/core'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'

describe('jsonText', () => {
  it('gives a text that reads back as the same value', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        expect(JSON.parse(jsonText(value, 'value'))).toEqual(JSON.parse(JSON.stringify(value)))
      }),
      { seed: 1 },
    )
  })

  it('leaves out properties that are undefined', () => {
    expect(jsonText({ a: undefined, b: { c: undefined }, d: 1 }, 'value')).toBe('{"b":{},"d":1}')
  })

  it('takes the same object twice, when it is no cycle', () => {
    const part = { id: 'A' }
    expect(jsonText([part, part], 'value')).toBe('[{"id":"A"},{"id":"A"}]')
  })

  it('takes objects without a prototype', () => {
    expect(jsonText(Object.assign(Object.create(null), { a: 1 }), 'value')).toBe('{"a":1}')
  })

  it('takes 1,000 levels and refuses more, however many there are', () => {
    const nested = (levels: number): unknown => {
      let value: unknown = 1
      for (let level = 0; level < levels; level++) value = [value]
      return value
    }
    expect(JSON.parse(jsonText(nested(1_000), 'value'))).toEqual(nested(1_000))
    for (const levels of [1_001, 1_000_000]) {
      const refused = new TypeError(`value${'[0]'.repeat(1_000)} is nested too deeply`)
      expect(() => jsonText(nested(levels), 'value')).toThrow(refused)
    }
  })

  const cycle: unknown[] = []
  cycle.push({ cycle })
  const refused: readonly (readonly [unknown, string])[] = [
    [undefined, 'value is not JSON but undefined'],
    [() => 1, 'value is not JSON but a function'],
    [Symbol('a'), 'value is not JSON but a symbol'],
    [1n, 'value is not JSON but a bigint'],
    [Number.NaN, 'value is not JSON but NaN'],
    [-Infinity, 'value is not JSON but -Infinity'],
    [new Date(), 'value is not JSON but a Date'],
    [new Map(), 'value is not JSON but a Map'],
    [new Uint8Array(1), 'value is not JSON but a Uint8Array'],
    [new Error('a'), 'value is not JSON but a Error'],
    [[1, undefined], 'value[1] is not JSON but undefined'],
    [new Array(1), 'value[0] is not JSON but undefined'],
    [{ items: [{ run() {} }] }, 'value.items[0].run is not JSON but a function'],
    [cycle, 'value[0].cycle is not JSON but a cycle'],
  ]

  for (const [value, message] of refused) {
    it(`refuses what JSON would drop or change: ${message}`, () => {
      expect(() => jsonText(value, 'value')).toThrow(new TypeError(message))
    })
  }
})
