import type { Clock } from '../tenant/clock.ts'
import type { LimitState } from './limit.ts'

/** Counts units in windows of time that begin with the first unit after the last one. */
export interface Meters {
  /** Adds to what is counted under a key and tells how far the limit is used up. */
  add(key: string, units: number, most: number): LimitState
}

interface Meter {
  start: number
  units: number
}

/** Creates meters whose windows are `length` milliseconds long. */
export function createMeters(clock: Clock, length: number): Meters {
  const meters = new Map<string, Meter>()
  return {
    add(key, units, most) {
      const now = clock.now()
      const meter = renewed(meters.get(key), now, length)
      meters.set(key, meter)
      meter.units += units
      return {
        share: most === 0 ? Number.POSITIVE_INFINITY : meter.units / most,
        retryAfter: Math.max(1, Math.ceil((meter.start + length - now) / 1000)),
      }
    },
  }
}

function renewed(meter: Meter | undefined, now: number, length: number): Meter {
  const isOver = meter === undefined || now - meter.start >= length || now < meter.start
  return isOver ? { start: now, units: 0 } : meter
}
