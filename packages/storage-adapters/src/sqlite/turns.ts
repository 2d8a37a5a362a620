import { setTimeout as sleep } from 'node:timers/promises'

import { StoreUnavailable } from '@graphkeep/core'

import type { Presence } from './opening/presence.ts'
import type { Session } from './session.ts'

/** Lets one at a time do something, in all processes that have the database open. */
export interface Turns {
  /**
   * Waits for the turn and runs something.
   *
   * @throws StoreUnavailable when somebody else's turn does not end within two minutes.
   */
  take<T>(scope: number, name: string, run: () => Promise<T>): Promise<T>
}

const waitLimitMs = 120_000
const retryMs = 1_000

/**
 * Makes the turns: who has one stands in a row, and holds it as long as its process lives. No deadline is involved, so
 * that neither a long turn is cut short nor a dead holder waited for.
 */
export function createTurns(session: Session, presence: Presence): Turns {
  const queues = new Map<string, Promise<void>>()
  const { become, giveBack } = createHolding(session, presence)

  /** A turn that cannot be given back now, as when the disk is full, is given back once nobody here wants it. */
  async function end(scope: number, name: string): Promise<void> {
    try {
      await giveBack(scope, name)
    } catch {
      setTimeout(() => void endLater(scope, name), retryMs).unref()
    }
  }

  async function endLater(scope: number, name: string): Promise<void> {
    if (session.isOpen() && !queues.has(placeOf(scope, name))) await end(scope, name)
  }

  return {
    async take(scope, name, run) {
      const place = placeOf(scope, name)
      const before = queues.get(place)
      const { promise, resolve } = Promise.withResolvers<void>()
      queues.set(place, promise)
      await before
      try {
        await become(scope, name)
        return await run()
      } finally {
        await end(scope, name)
        if (queues.get(place) === promise) queues.delete(place)
        resolve()
      }
    },
  }
}

interface Holding {
  /** Waits until this process has the turn. */
  become(scope: number, name: string): Promise<void>
  giveBack(scope: number, name: string): Promise<void>
}

function createHolding(session: Session, presence: Presence): Holding {
  const { connection } = session
  const select = connection
    .prepare<[number, string], string>('SELECT holder FROM turns WHERE scope = ? AND name = ?')
    .pluck()
  const insert = connection.prepare(
    'INSERT INTO turns (scope, name, holder) VALUES (?, ?, ?) ON CONFLICT DO NOTHING',
  )
  const remove = connection.prepare('DELETE FROM turns WHERE scope = ? AND name = ? AND holder = ?')

  return {
    async become(scope, name) {
      const deadline = performance.now() + waitLimitMs
      for (;;) {
        const holder = await session.read(() => select.get(scope, name))
        if (holder === presence.id) return
        if (holder === undefined) await session.write(() => insert.run(scope, name, presence.id))
        else if (!presence.isLive(holder)) await session.write(() => remove.run(scope, name, holder))
        else if (performance.now() < deadline) await sleep(5 + Math.random() * 10)
        else
          throw new StoreUnavailable('sqlite', {
            cause: new Error('Another process kept its turn for two minutes'),
          })
      }
    },

    async giveBack(scope, name) {
      await session.write(() => remove.run(scope, name, presence.id))
    },
  }
}

function placeOf(scope: number, name: string): string {
  return `${scope} ${name}`
}
