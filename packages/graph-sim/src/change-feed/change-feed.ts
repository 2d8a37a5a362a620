import type { ChangedThing, ChangeType } from './changed-thing.ts'

/**
 * How the tenant knows that something changed: stores tell, subscriptions hear.
 *
 * To hook in a store, give it a teller and call that once wherever the store changes something:
 *
 * ```ts
 * const tell = feed.of<Plan>((plan) => ({ type: 'plan', audiences: ['plans'], place: 'plans', id: plan.id }))
 *
 * tell.created(plan) // after it is in the store
 * tell.updated(plan) // after it is as it shall be
 * tell.deleted(plan) // before it is taken out
 * ```
 *
 * A move is a deletion where the thing was and a creation where it is (Graph rule 47). A resource that clients can
 * subscribe to stands in one of the tables of `src/workloads/subscriptions/subscribables.ts` as well, and a type whose
 * notifications look unlike `set/id` in `src/notifications/thing-address.ts`.
 */
export interface ChangeFeed {
  /** A teller for things that `describe` turns into what subscriptions hear; it is called only while somebody listens. */
  of<row>(describe: (row: row) => ChangedThing): ChangeTeller<row>
  /** Hears of every change at once, as it happens; the returned function ends it. */
  listen(hear: (type: ChangeType, thing: ChangedThing) => void): () => void
  /** Does something of which nobody hears, such as filling a new mailbox. */
  silently<result>(act: () => result): result
}

/** What a store calls when it changes something. */
export interface ChangeTeller<row> {
  /** To be called after the thing is there. */
  created(row: row): void
  /** To be called after the change; `facts` are members of the notification's `resourceData`. */
  updated(row: row, facts?: ChangedThing['facts']): void
  /** To be called before the thing goes. */
  deleted(row: row): void
}

const ignore = (): undefined => undefined

/** A teller that nobody hears. */
export const untold: ChangeTeller<unknown> = { created: ignore, updated: ignore, deleted: ignore }

/** Creates the feed of a tenant. */
export function createChangeFeed(): ChangeFeed {
  const listeners = new Set<(type: ChangeType, thing: ChangedThing) => void>()
  let silence = 0

  return {
    of<row>(describe: (row: row) => ChangedThing): ChangeTeller<row> {
      const tell = (type: ChangeType, row: row, facts?: ChangedThing['facts']): void => {
        if (listeners.size === 0 || silence > 0) return
        const thing = describe(row)
        for (const hear of listeners) hear(type, facts === undefined ? thing : { ...thing, facts })
      }
      return {
        created: (row) => tell('created', row),
        updated: (row, facts) => tell('updated', row, facts),
        deleted: (row) => tell('deleted', row),
      }
    },
    listen(hear) {
      listeners.add(hear)
      return () => listeners.delete(hear)
    },
    silently(act) {
      silence++
      try {
        return act()
      } finally {
        silence--
      }
    },
  }
}
