import type { ChangeFeed } from '../change-feed/change-feed.ts'
import type { ChangedThing, ChangeType } from '../change-feed/changed-thing.ts'
import type { FaultPlan } from '../faults/fault-plan.ts'
import type { Random } from '../random/random.ts'
import type { Clock } from '../tenant/clock.ts'
import type { Timeline } from '../tenant/timeline.ts'
import type { User } from '../workloads/directory/user.ts'
import type { PlainHttp } from '../workloads/subscriptions/read-address.ts'
import type { Subscription } from '../workloads/subscriptions/subscription.ts'
import {
  createSubscriptionStore,
  type SubscriptionStore,
} from '../workloads/subscriptions/subscription-store.ts'
import { createChangeNotices } from './change-notices.ts'
import { createEndpointHealth } from './endpoint-health.ts'
import { createLifecycle, type LifecycleEvent } from './lifecycle.ts'
import type { Notice } from './notice.ts'
import { createNoticeFaults } from './notice-faults.ts'
import { createOutbox, type Outbox } from './outbox.ts'
import { createSender, type SendingFetch } from './post-json.ts'
import { createRehearsable, type Rehearsal } from './rehearsal.ts'
import { createTokenSigner, type TokenSigner } from './token-signer.ts'
import { validateEndpoint } from './validate-endpoint.ts'

/** How a tenant notifies; whatever is left out has a default. */
export interface NotificationOptions {
  /** What notifications are sent with; the machine's own `fetch` by default. */
  readonly fetch?: SendingFetch
  /** Whether endpoints may be `http` addresses of this machine, for tests; `never` by default, as in Graph. */
  readonly plainHttp?: PlainHttp
}

/** The subscriptions of a tenant, and what is sent to their clients. */
export interface Notifications {
  readonly subscriptions: SubscriptionStore
  readonly signer: TokenSigner
  readonly plainHttp: PlainHttp
  newId(): string
  /**
   * Sends nothing from now on: what would be sent has arrived, and endpoints pass the validation or fail it. With
   * `undefined` everything is sent again.
   */
  rehearse(validation: Rehearsal | undefined): void
  /** Refuses an endpoint that does not answer the validation request (Graph rule 42). */
  validate(address: string): Promise<void>
  /** Notes that a subscription has been authorized with a token that is good until then. */
  authorized(subscription: Subscription, until: number): void
  /** Brings a lifecycle event about; returns whether the subscription is one that hears of it. */
  happen(event: LifecycleEvent, subscription: Subscription): boolean
}

/** What notifications are made of. */
export interface NotificationSource {
  readonly tenantId: string
  readonly clock: Clock
  readonly timeline: Timeline
  readonly random: Random
  readonly feed: ChangeFeed
  readonly options: NotificationOptions
  /** How long a notification takes, in milliseconds. */
  readonly delay: number
  /** The fault for a notification, which counts as one of a rule's times. */
  readonly takeFault: FaultPlan['takeNotice']
  /** Whether somebody is there; `undefined` for those who have been deleted. */
  findUser(id: string): User | undefined
}

/** Creates the notifications of a tenant without subscriptions. */
export function createNotifications(source: NotificationSource): Notifications {
  const { tenantId, clock, timeline, random, feed, options, delay } = source
  const { fetch = globalThis.fetch, plainHttp = 'never' } = options
  const { sender, rehearse } = createRehearsable(createSender(fetch))
  const signer = createTokenSigner(tenantId, clock)
  const notices = createChangeNotices(tenantId)
  const subscriptions = createSubscriptionStore({
    feed,
    timeline,
    now: clock.now,
    hear(type, thing) {
      const { all } = subscriptions
      for (const each of notices.of(type, thing, all)) faults.apply(each)
      if (isGone(type, thing, source))
        for (const each of all.filter((one) => isOf(one, thing.id))) happen('subscriptionRemoved', each)
    },
  })
  const outbox: Outbox = createOutbox({
    tenantId,
    clock,
    timeline,
    delay,
    sender,
    health: createEndpointHealth(clock),
    signer,
    isActive: subscriptions.has,
    giveUp: (lost) => miss(lost, happen),
  })
  const faults = createNoticeFaults({
    tenantId,
    timeline,
    outbox,
    delay,
    take: source.takeFault,
    miss: (subscription) => happen('missed', subscription),
  })
  const { authorized, happen } = createLifecycle({ clock, timeline, store: subscriptions, outbox })

  return {
    subscriptions,
    signer,
    plainHttp,
    newId: () => random.guid(),
    rehearse,
    validate: (address) => validateEndpoint(sender, address, random.guid()),
    authorized,
    happen,
  }
}

function isGone(type: ChangeType, thing: ChangedThing, { findUser }: NotificationSource): boolean {
  return thing.type === 'user' && type !== 'created' && findUser(thing.id) === undefined
}

function isOf({ owner, creator }: Subscription, userId: string): boolean {
  return owner?.id === userId || creator?.id === userId
}

/** Those whose notifications were given up hear that they have missed some, once each. */
function miss(lost: readonly Notice[], happen: Notifications['happen']): void {
  const changes = lost.filter(({ to }) => to === 'notificationUrl')
  for (const subscription of new Set(changes.map((notice) => notice.subscription)))
    happen('missed', subscription)
}
