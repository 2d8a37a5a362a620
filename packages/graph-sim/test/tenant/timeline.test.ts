import { describe, expect, it } from 'vitest'
import { createRunningClock, createStandingClock } from '../../src/tenant/clock.ts'
import { createTimeline } from '../../src/tenant/timeline.ts'

describe('moving the clock', () => {
  it('passes through what is due on the way, each at its own time', () => {
    const { clock, timeline } = createTimeline(createStandingClock(1000), 'when moved')
    const seen: (readonly [string, number])[] = []
    timeline.after(30, () => void seen.push(['later', clock.now()]))
    timeline.after(10, () => {
      seen.push(['sooner', clock.now()])
      timeline.after(5, () => void seen.push(['ordered on the way', clock.now()]))
    })
    clock.advance(20)
    expect(seen).toEqual([
      ['sooner', 1010],
      ['ordered on the way', 1015],
    ])
    clock.set(5000)
    expect([seen.at(-1), clock.now()]).toEqual([['later', 1030], 5000])
  })

  it('back lets nothing happen twice', () => {
    const { clock, timeline } = createTimeline(createStandingClock(1000), 'when moved')
    let count = 0
    timeline.after(10, () => void count++)
    clock.advance(10)
    clock.set(0)
    clock.advance(2000)
    expect(count).toBe(1)
    expect(() => clock.advance(-1)).toThrow(RangeError)
  })
})

describe('a clock that goes by itself', () => {
  it('lets things happen without being asked', async () => {
    const { timeline } = createTimeline(createRunningClock(), 'by itself')
    await new Promise<void>((happen) => {
      timeline.after(5, happen)
    })
  })
})

it('settles when all that has begun is over, what was begun by it included', async () => {
  const { clock, timeline } = createTimeline(createStandingClock(0), 'when moved')
  let done = 0
  timeline.after(1, async () => {
    await new Promise(setImmediate)
    done++
    timeline.after(0, async () => {
      await new Promise(setImmediate)
      done++
    })
    timeline.runDue()
  })
  clock.advance(1)
  await timeline.settled()
  expect(done).toBe(2)
})
