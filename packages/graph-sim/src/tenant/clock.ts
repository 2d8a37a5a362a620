/** The time that a tenant lives in, in milliseconds since the epoch. */
export interface Clock {
  /** The present moment. */
  now(): number
  /** Lets `ms` milliseconds go by at once; negative values throw a `RangeError`. */
  advance(ms: number): void
  /** Moves to a moment, earlier ones included. */
  set(ms: number): void
}

/** A clock that nothing depends on yet: it can be put to a moment. */
export type BareClock = Pick<Clock, 'now' | 'set'>

/** Creates a clock that stands still at `start` until it is moved. */
export function createStandingClock(start: number): BareClock {
  let time = start
  return {
    now: () => time,
    set(ms) {
      time = ms
    },
  }
}

/** Creates a clock that goes with the machine's, shifted by what it was moved. */
export function createRunningClock(): BareClock {
  let shift = 0
  return {
    now: () => Date.now() + shift,
    set(ms) {
      shift = ms - Date.now()
    },
  }
}
