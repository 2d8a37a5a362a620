import type { BareClock, Clock } from './clock.ts'

/** What is still to happen in a tenant, on its own clock. */
export interface Timeline {
  /**
   * Lets something happen `ms` milliseconds from now. What it fails with is its own affair: a rejection that it does
   * not catch ends the process, as any other does.
   */
  after(ms: number, happen: () => void | Promise<void>): void
  /** Does something for which it is one moment all the time, however long it takes. */
  during<result>(moment: number, act: () => result): result
  /** Lets happen what is due, in the order of its times. */
  runDue(): void
  /** Begins what is due, and resolves when nothing is under way any more. */
  settled(): Promise<void>
}

/** A clock whose moves let things happen, and what is to happen on it. */
export interface TimedClock {
  readonly clock: Clock
  readonly timeline: Timeline
}

interface Due {
  readonly at: number
  readonly happen: () => void | Promise<void>
}

/** The longest wait that the machine's timers take. */
const longestWait = 2 ** 31 - 1

/** Puts a timeline on a clock: moving the returned clock forward passes through everything that is due on the way. */
export function createTimeline(inner: BareClock, goes: 'by itself' | 'when moved'): TimedClock {
  const dues: Due[] = []
  const underWay = new Set<Promise<void>>()
  let timer: NodeJS.Timeout | undefined

  const begin = ({ happen }: Due): void => {
    const done = happen()
    if (done === undefined) return
    underWay.add(done)
    void done.finally(() => underWay.delete(done))
  }
  const runDue = (): void => {
    for (let next = dues[0]; next !== undefined && next.at <= inner.now(); next = dues[0]) {
      dues.shift()
      inner.during(next.at, () => begin(next))
    }
    wake()
  }
  const wake = (): void => {
    if (goes === 'when moved') return
    clearTimeout(timer)
    const next = dues[0]
    if (next === undefined) return
    timer = setTimeout(runDue, Math.min(Math.max(0, next.at - inner.now()), longestWait))
    timer.unref()
  }
  const moveTo = (moment: number): void => {
    for (let next = dues[0]; next !== undefined && next.at <= moment; next = dues[0]) {
      dues.shift()
      if (next.at > inner.now()) inner.set(next.at)
      begin(next)
    }
    inner.set(moment)
    wake()
  }

  return {
    clock: {
      now: inner.now,
      advance(ms) {
        if (!(ms >= 0))
          throw new RangeError('advance() takes milliseconds of at least 0; use set() to go back')
        moveTo(inner.now() + ms)
      },
      set: moveTo,
    },
    timeline: {
      after(ms, happen) {
        const at = inner.now() + ms
        const place = dues.findIndex((due) => due.at > at)
        dues.splice(place < 0 ? dues.length : place, 0, { at, happen })
        wake()
      },
      during: inner.during,
      runDue,
      async settled() {
        runDue()
        while (underWay.size > 0) await Promise.all(underWay)
      },
    },
  }
}
