import { createHash } from 'node:crypto'
import { isDeepStrictEqual } from 'node:util'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'

import { requestKey } from '../src/index.ts'

const json = fc
  .jsonValue({ noUnicodeString: false })
  .map((value) => JSON.parse(JSON.stringify(value)) as unknown)

describe('the key of a request', () => {
  it('is family, operation and the hash of the canonical arguments', () => {
    const hash = createHash('sha256').update('{"a":[1,{"y":null,"z":true}],"b":"é"}').digest('hex')
    expect(requestKey('email', 'list', { b: 'é', a: [1, { z: true, y: null }] })).toBe(`email:list:${hash}`)
  })

  it('does not depend on the order of properties, nor on those that are undefined', () => {
    fc.assert(
      fc.property(json, (args) => {
        expect(requestKey('f', 'o', reversed(args))).toBe(requestKey('f', 'o', args))
      }),
    )
  })

  it('differs for arguments that differ', () => {
    fc.assert(
      fc.property(json, json, (one, two) => {
        expect(requestKey('f', 'o', one) === requestKey('f', 'o', two)).toBe(isDeepStrictEqual(one, two))
      }),
      { numRuns: 500 },
    )
    const near = [
      1,
      '1',
      [1],
      { 0: 1 },
      {},
      [],
      null,
      '',
      'null',
      { a: { b: 1 } },
      { a: 1, b: 1 },
      ['a', 'b'],
      ['a,b'],
    ]
    expect(new Set(near.map((args) => requestKey('f', 'o', args))).size).toBe(near.length)
  })

  it('refuses numbers that are written in two ways or in none, and what JSON cannot carry', () => {
    for (const args of [
      -0,
      { a: [-0] },
      Number.NaN,
      { n: Infinity },
      1n,
      new Date(),
      () => 1,
      undefined,
      [undefined],
    ]) {
      expect(() => requestKey('f', 'o', args)).toThrow(TypeError)
    }
  })

  it('refuses names that would move the borders between its parts', () => {
    for (const name of ['', 'a:b', ':', 'x'.repeat(101)]) {
      expect(() => requestKey(name, 'o', {})).toThrow(TypeError)
      expect(() => requestKey('f', name, {})).toThrow(TypeError)
    }
  })
})

function reversed(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(reversed)
  if (typeof value !== 'object' || value === null) return value
  const names = Object.entries(value).reverse()
  return Object.fromEntries([['left out', undefined], ...names.map(([name, part]) => [name, reversed(part)])])
}
