/** The time that a tenant lives in, in milliseconds since the epoch. */
export interface Clock {
  /** The present moment. */
  now(): number
  /** Lets `ms` milliseconds go by at once; negative values throw a `RangeError`. */
  advance(ms: number): void
  /** Moves to a moment, earlier ones included. */
  set(ms: number): void
}

/** A clock that nothing depends on yet: it can be put to a moment, and be held there. */
export interface BareClock extends Pick<Clock, 'now' | 'set'> {
  /** Holds the clock at a moment until it is let go; `undefined` lets it go from where it is held. */
  hold(ms: number | undefined): void
  /** Does something for which it is one moment all the time; what it leaves to be done later sees the clock go. */
  during<result>(moment: number, act: () => result): result
}

/** Creates a clock that stands still at `start` until it is moved. */
export function createStandingClock(start: number): BareClock {
  let time = start
  return {
    now: () => time,
    set(ms) {
      time = ms
    },
    hold(ms = time) {
      time = ms
    },
    during: (_moment, act) => act(),
  }
}

/** Creates a clock that goes with the machine's, shifted by what it was moved. */
export function createRunningClock(): BareClock {
  let shift = 0
  let held: number | undefined
  let moment: number | undefined
  const set = (ms: number): void => {
    if (held === undefined) shift = ms - Date.now()
    else held = ms
  }
  return {
    now: () => moment ?? held ?? Date.now() + shift,
    set,
    hold(ms) {
      const at = held
      held = ms
      if (ms === undefined && at !== undefined) set(at)
    },
    during(at, act) {
      const before = moment
      moment = at
      try {
        return act()
      } finally {
        moment = before
      }
    },
  }
}
