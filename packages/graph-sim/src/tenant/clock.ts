/** The time that a tenant lives in, in milliseconds since the epoch. */
export interface Clock {
  /** The present moment. */
  now(): number
  /** Lets `ms` milliseconds go by at once; negative values throw a `RangeError`. */
  advance(ms: number): void
  /** Moves to a moment, earlier ones included. */
  set(ms: number): void
}

/** Creates a clock that stands still at `start` until it is moved. */
export function createStandingClock(start: number): Clock {
  let time = start
  return {
    now: () => time,
    advance(ms) {
      time += forward(ms)
    },
    set(ms) {
      time = ms
    },
  }
}

/** Creates a clock that goes with the machine's, shifted by what it was moved. */
export function createRunningClock(): Clock {
  let shift = 0
  return {
    now: () => Date.now() + shift,
    advance(ms) {
      shift += forward(ms)
    },
    set(ms) {
      shift = ms - Date.now()
    },
  }
}

function forward(ms: number): number {
  if (!(ms >= 0)) throw new RangeError('advance() takes milliseconds of at least 0; use set() to go back')
  return ms
}
