import type { FaultyNotice } from '../faults/fault-plan.ts'
import type { NoticeFaultAction } from '../faults/notice-fault-action.ts'
import type { Timeline } from '../tenant/timeline.ts'
import type { Subscription } from '../workloads/subscriptions/subscription.ts'
import type { ChangeNotice } from './change-notices.ts'
import type { Outbox } from './outbox.ts'
import { thingAddress } from './thing-address.ts'

/** What goes wrong with notifications on their way. */
export interface NoticeFaults {
  /** Puts a notice into the outbox, unless a fault wants it otherwise. */
  apply(notice: ChangeNotice): void
}

/** What faults of notifications work with. */
export interface NoticeFaultParts {
  readonly tenantId: string
  readonly timeline: Timeline
  readonly outbox: Outbox
  /** How long the outbox collects what goes out together, in milliseconds. */
  readonly delay: number
  /** The action for a notification, which counts as one of a rule's times. */
  take(notice: FaultyNotice): NoticeFaultAction | undefined
  /** Tells a client that it has missed something. */
  miss(subscription: Subscription): void
}

/** Creates the faults of a tenant's notifications; what has been ordered is asked for each notice. */
export function createNoticeFaults(parts: NoticeFaultParts): NoticeFaults {
  const { timeline, outbox, delay } = parts
  /** What is put in after this time does not go out with what is put in now. */
  const apart = delay + 1
  const held = new Map<Subscription, ChangeNotice[]>()
  const later = (notice: ChangeNotice, ms: number): void => timeline.after(ms, () => outbox.put(notice))
  const release = (subscription: Subscription): void => {
    for (const notice of held.get(subscription) ?? []) later(notice, apart)
    held.delete(subscription)
  }

  return {
    apply(notice) {
      const { subscription } = notice
      const action = parts.take(faultyNotice(notice, parts.tenantId))
      switch (action?.kind) {
        case 'lost':
          return
        case 'missed':
          parts.miss(subscription)
          return
        case 'late':
          later(notice, action.ms)
          return
        case 'reordered':
          held.set(subscription, [...(held.get(subscription) ?? []), notice])
          return
        case 'duplicated':
          outbox.put(notice)
          later(notice, apart)
          break
        default:
          outbox.put(notice)
      }
      release(subscription)
    },
  }
}

function faultyNotice({ subscription, thing, changeType }: ChangeNotice, tenantId: string): FaultyNotice {
  const { id, appId, creator } = subscription
  return {
    subscription: id,
    changeType,
    resource: thingAddress(subscription, thing, tenantId).resource,
    caller: () => ({
      app: appId,
      names: creator === undefined ? [] : [creator.id, creator.userPrincipalName],
    }),
  }
}
