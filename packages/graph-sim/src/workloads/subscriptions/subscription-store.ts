import type { Principal } from '../../auth/principal.ts'
import type { ChangeFeed } from '../../change-feed/change-feed.ts'
import { refuse } from '../../errors/graph-problem.ts'
import type { Timeline } from '../../tenant/timeline.ts'
import type { Subscription } from './subscription.ts'
import { checkLimits } from './subscription-limits.ts'
import { subscriptionNotFound } from './subscription-problems.ts'

/** The subscriptions of a tenant. */
export interface SubscriptionStore {
  /** Those that have not ended, the oldest first. */
  readonly all: readonly Subscription[]
  /** Those that a caller may see: of the same app, and of the same user when there is one. */
  visibleTo(principal: Principal): readonly Subscription[]
  /** One that a caller may see; refuses what is not there. */
  find(id: string, principal: Principal): Subscription
  /** Whether it has not ended. */
  has(subscription: Subscription): boolean
  /** Refuses duplicates and what is beyond the limits. */
  check(subscription: Subscription): void
  /** Takes a subscription in; refuses as {@link SubscriptionStore.check} does. */
  add(subscription: Subscription): void
  /** Lets a subscription end at its `expiresAt`, which has changed. */
  reschedule(subscription: Subscription): void
  remove(subscription: Subscription): void
}

/** What a store of subscriptions is made of. */
export interface SubscriptionBasis {
  readonly feed: ChangeFeed
  readonly timeline: Timeline
  now(): number
  /** What hears of changes as long as there are subscriptions. */
  readonly hear: Parameters<ChangeFeed['listen']>[0]
}

/** Creates an empty store; it listens to changes only while it holds something. */
export function createSubscriptionStore({ feed, timeline, now, hear }: SubscriptionBasis): SubscriptionStore {
  const byId = new Map<string, Subscription>()
  let stop: (() => void) | undefined

  const remove = ({ id }: Subscription): void => {
    byId.delete(id)
    if (byId.size > 0) return
    stop?.()
    stop = undefined
  }
  const reschedule = (subscription: Subscription): void =>
    timeline.after(Math.max(0, subscription.expiresAt - now()), () => {
      if (byId.get(subscription.id) === subscription && subscription.expiresAt <= now()) remove(subscription)
    })
  const visibleTo = (principal: Principal): readonly Subscription[] => {
    const sees = (subscription: Subscription): boolean =>
      principal.kind === 'application'
        ? subscription.appId === principal.appId
        : subscription.creator === principal.user &&
          (subscription.appId === principal.appId || principal.granted.has('Subscription.Read.All'))
    return [...byId.values()].filter(sees)
  }

  return {
    get all() {
      return [...byId.values()]
    },
    visibleTo,
    find: (id, principal) =>
      visibleTo(principal).find((each) => each.id === id.toLowerCase()) ?? refuse(subscriptionNotFound),
    has: (subscription) => byId.get(subscription.id) === subscription,
    check: (subscription) => checkLimits(subscription, [...byId.values()]),
    add(subscription) {
      checkLimits(subscription, [...byId.values()])
      byId.set(subscription.id, subscription)
      stop ??= feed.listen(hear)
      reschedule(subscription)
    },
    reschedule,
    remove,
  }
}
