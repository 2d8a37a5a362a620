import type { Send } from './graph-call.ts'

interface Lane {
  running: number
  readonly waiting: Array<() => void>
}

/**
 * Lets at most `limit` requests of one mailbox be on their way at once; the others wait in the order they came.
 *
 * A request that waits because Graph told it to keeps its place: a throttled mailbox gets less, not more.
 */
export function gated(next: Send, limit: number): Send {
  const lanes = new Map<string, Lane>()

  return async (call) => {
    call.signal.throwIfAborted()
    const lane = lanes.get(call.mailbox) ?? { running: 0, waiting: [] }
    lanes.set(call.mailbox, lane)
    await enter(lane, limit, call.signal)
    try {
      return await next(call)
    } finally {
      leave(lane)
      if (lane.running === 0) lanes.delete(call.mailbox)
    }
  }
}

async function enter(lane: Lane, limit: number, signal: AbortSignal): Promise<void> {
  if (lane.running < limit) {
    lane.running++
    return
  }
  await new Promise<void>((resolve, reject) => {
    lane.waiting.push(admit)
    signal.addEventListener('abort', giveUp, { once: true })

    function admit(): void {
      signal.removeEventListener('abort', giveUp)
      resolve()
    }

    function giveUp(): void {
      lane.waiting.splice(lane.waiting.indexOf(admit), 1)
      reject(signal.reason)
    }
  })
}

/** Hands the place to whoever waits longest; only when nobody waits does it become free. */
function leave(lane: Lane): void {
  const admit = lane.waiting.shift()
  if (admit) admit()
  else lane.running--
}
