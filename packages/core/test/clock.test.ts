import { systemClock } from '@graphkeep/core'
import { describe, expect, it } from 'vitest'

describe('systemClock', () => {
  it('sleeps at least as long as it is asked to', async () => {
    const start = performance.now()
    await systemClock.sleep(20)
    expect(performance.now() - start).toBeGreaterThanOrEqual(19)
  })

  it('stops sleeping with the reason of the signal', async () => {
    const controller = new AbortController()
    const reason = new Error('enough')
    const slept = systemClock.sleep(60_000, controller.signal)
    controller.abort(reason)
    await expect(slept).rejects.toBe(reason)
    await expect(systemClock.sleep(1, controller.signal)).rejects.toBe(reason)
  })

  it('does not wake at once from a sleep that is too long for one timer', async () => {
    const controller = new AbortController()
    const slept = systemClock.sleep(2 ** 31, controller.signal).then(() => 'awake')
    const first = await Promise.race([slept, systemClock.sleep(20).then(() => 'still asleep')])
    expect(first).toBe('still asleep')
    controller.abort(new Error('enough'))
    await expect(slept).rejects.toThrow('enough')
  })
})
