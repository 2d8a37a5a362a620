import type { Clock } from '../tenant/clock.ts'
import type { Timeline } from '../tenant/timeline.ts'
import { familyRules } from '../workloads/subscriptions/family-rules.ts'
import type { Subscription } from '../workloads/subscriptions/subscription.ts'
import type { SubscriptionStore } from '../workloads/subscriptions/subscription-store.ts'
import type { Outbox } from './outbox.ts'

/** What a client is told of a subscription itself. */
export type LifecycleEvent = 'reauthorizationRequired' | 'subscriptionRemoved' | 'missed'

/** What happens to subscriptions besides changes (Graph rule 45). */
export interface Lifecycle {
  /** Notes that a subscription has been authorized, and asks for it again before the token or the subscription runs out. */
  authorized(subscription: Subscription, until: number): void
  /** Brings an event about; returns whether the subscription is one that hears of it. */
  happen(event: LifecycleEvent, subscription: Subscription): boolean
}

/** How long before the end an app is asked, and how long it has to react when it is asked out of turn. */
const notice = 15 * 60_000

/** What lifecycles work with. */
export interface LifecycleParts {
  readonly clock: Clock
  readonly timeline: Timeline
  readonly store: SubscriptionStore
  readonly outbox: Outbox
}

/** Creates the lifecycles of a tenant's subscriptions; those without a `lifecycleNotificationUrl` are never asked. */
export function createLifecycle({ clock, timeline, store, outbox }: LifecycleParts): Lifecycle {
  const tell = (event: LifecycleEvent, subscription: Subscription): void =>
    outbox.put({
      subscription,
      to: 'lifecycleNotificationUrl',
      outlives: event === 'subscriptionRemoved',
      write: () => ({ lifecycleEvent: event }),
    })
  /** Asks for a new authorization; without it, change notifications wait after `patience` milliseconds. */
  const ask = (subscription: Subscription, patience: number): void => {
    subscription.authorization = 'asked'
    tell('reauthorizationRequired', subscription)
    timeline.after(patience, () => {
      if (subscription.authorization === 'asked') subscription.authorization = 'ignored'
    })
  }

  return {
    authorized(subscription, until) {
      Object.assign(subscription, { authorizedUntil: until, authorization: 'granted' })
      if (subscription.lifecycleNotificationUrl === null) return
      const end = Math.min(until, subscription.expiresAt)
      timeline.after(Math.max(0, end - notice - clock.now()), () => {
        const { authorizedUntil, expiresAt, authorization } = subscription
        if (!store.has(subscription) || authorization !== 'granted') return
        if (Math.min(authorizedUntil, expiresAt) === end) ask(subscription, Math.max(0, end - clock.now()))
      })
    },
    happen(event, subscription) {
      const { lifecycleNotificationUrl, kind } = subscription
      const hears =
        event === 'reauthorizationRequired' || familyRules[kind.family].lifecycleEvents.includes(event)
      if (!hears) return false
      if (event === 'subscriptionRemoved') store.remove(subscription)
      if (lifecycleNotificationUrl === null) return false
      if (event === 'reauthorizationRequired') ask(subscription, notice)
      else tell(event, subscription)
      return true
    },
  }
}
