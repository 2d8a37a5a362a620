import { setImmediate } from 'node:timers/promises'
import { manualClock } from '@graphkeep/core/testing'
import { describe, expect, it } from 'vitest'

describe('manual clock', () => {
  it('stands still until it is moved', async () => {
    const clock = manualClock(1_000)
    await setImmediate()
    expect(clock.now()).toBe(1_000)
    await clock.advance(500)
    expect(clock.now()).toBe(1_500)
  })

  it('wakes a sleeper when its time has come, and not before', async () => {
    const clock = manualClock()
    let awake = false
    const slept = clock.sleep(100).then(() => {
      awake = true
    })
    await clock.advance(99)
    expect(awake).toBe(false)
    await clock.advance(1)
    expect(awake).toBe(true)
    await slept
  })

  it('wakes sleepers in the order of their times, each at its own', async () => {
    const clock = manualClock(0)
    const woken: [string, number][] = []
    const sleep = (name: string, ms: number) => clock.sleep(ms).then(() => woken.push([name, clock.now()]))
    const all = Promise.all([sleep('c', 30), sleep('a', 10), sleep('b', 20), sleep('a too', 10)])
    await clock.advance(100)
    await all
    expect(woken).toEqual([
      ['a', 10],
      ['a too', 10],
      ['b', 20],
      ['c', 30],
    ])
    expect(clock.now()).toBe(100)
  })

  it('lets a loop that sleeps again and again run its course', async () => {
    const clock = manualClock(0)
    const rounds: number[] = []
    const loop = (async () => {
      while (rounds.length < 5) {
        await clock.sleep(10)
        rounds.push(clock.now())
      }
    })()
    await clock.advance(45)
    expect(rounds).toEqual([10, 20, 30, 40])
    await clock.advance(5)
    await loop
  })

  it('can jump like a machine that was suspended', async () => {
    const clock = manualClock(0)
    const woken: number[] = []
    const loop = (async () => {
      for (let round = 0; round < 2; round++) {
        await clock.sleep(10)
        woken.push(clock.now())
      }
    })()
    await clock.jump(1_000)
    expect(woken).toEqual([1_000])
    await clock.jump(10)
    await loop
    expect(woken).toEqual([1_000, 1_010])
  })

  it('can be set back, and wakes nobody then', async () => {
    const clock = manualClock(1_000)
    let awake = false
    const slept = clock.sleep(10).then(() => {
      awake = true
    })
    await clock.jump(-500)
    expect([clock.now(), awake]).toEqual([500, false])
    await clock.advance(510)
    await slept
  })

  it('wakes a sleeper whose signal aborts, with its reason', async () => {
    const clock = manualClock()
    const controller = new AbortController()
    const reason = new Error('enough')
    const slept = clock.sleep(10, controller.signal)
    controller.abort(reason)
    await expect(slept).rejects.toBe(reason)
    await expect(clock.sleep(10, controller.signal)).rejects.toBe(reason)
    await expect(clock.sleep(0, controller.signal)).rejects.toBe(reason)
  })

  it('lets nobody wait for no time at all', async () => {
    await manualClock().sleep(0)
  })
})
