import type { SubscriptionKind } from './subscription-kind.ts'

/** What holds for all subscriptions to one part of Graph. */
export interface FamilyRules {
  /** How long a subscription may last, in minutes (Graph rule 44). */
  readonly minutes: number
  /** The same with resource data; `undefined` where Graph sends none. */
  readonly richMinutes: number | undefined
  /** Beyond how many minutes a `lifecycleNotificationUrl` is demanded; `undefined` for never. */
  readonly lifecycleAfter: number | undefined
  /** The lifecycle events besides `reauthorizationRequired` (Graph rule 45). */
  readonly lifecycleEvents: readonly ('subscriptionRemoved' | 'missed')[]
}

/** The rules of each part of Graph. */
export const familyRules: Readonly<Record<SubscriptionKind['family'], FamilyRules>> = {
  outlook: {
    minutes: 10_080,
    richMinutes: 1_440,
    lifecycleAfter: undefined,
    lifecycleEvents: ['subscriptionRemoved', 'missed'],
  },
  conversation: { minutes: 4_230, richMinutes: undefined, lifecycleAfter: undefined, lifecycleEvents: [] },
  todo: { minutes: 4_230, richMinutes: undefined, lifecycleAfter: undefined, lifecycleEvents: [] },
  directory: { minutes: 41_760, richMinutes: undefined, lifecycleAfter: undefined, lifecycleEvents: [] },
  drive: { minutes: 42_300, richMinutes: undefined, lifecycleAfter: undefined, lifecycleEvents: [] },
  teams: {
    minutes: 4_320,
    richMinutes: 4_320,
    lifecycleAfter: 60,
    lifecycleEvents: ['subscriptionRemoved'],
  },
  presence: { minutes: 60, richMinutes: 60, lifecycleAfter: undefined, lifecycleEvents: [] },
}
