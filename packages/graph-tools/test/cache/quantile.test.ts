import { describe, expect, it } from 'vitest'

import { quantile } from '../../src/cache/quantile.ts'

describe('a quantile of a histogram', () => {
  const bounds = [1, 10, 100]

  it('is the bound of the class in which the last caller of the share falls', () => {
    const histogram = { bounds, counts: [50, 45, 5, 0], sumMs: 0 }
    expect([0.5, 0.51, 0.95, 0.96, 1].map((share) => quantile(histogram, share))).toEqual([
      1, 10, 10, 100, 100,
    ])
  })

  it('is unknown when nobody waited, or longer than the last bound', () => {
    expect(quantile({ bounds, counts: [0, 0, 0, 0], sumMs: 0 }, 0.5)).toBeUndefined()
    expect(quantile({ bounds, counts: [1, 0, 0, 9], sumMs: 0 }, 0.5)).toBeUndefined()
  })
})
