import type { JsonObject } from '../gateway/parse-json.ts'
import type { Subscription } from '../workloads/subscriptions/subscription.ts'

/** A notification on its way. */
export interface Notice {
  readonly subscription: Subscription
  /** Which of the subscription's addresses it goes to. */
  readonly to: 'notificationUrl' | 'lifecycleNotificationUrl'
  /** Whether it is sent though the subscription has ended. */
  readonly outlives: boolean
  /** Writes what is particular to it; called when it is sent. */
  write(): JsonObject
}

/** Writes a notice as an item of the collection that a client receives. */
export function writeNotice({ subscription, write }: Notice, tenantId: string): JsonObject {
  const { id, expirationDateTime, clientState } = subscription
  return {
    subscriptionId: id,
    subscriptionExpirationDateTime: expirationDateTime,
    ...write(),
    clientState,
    tenantId,
  }
}
