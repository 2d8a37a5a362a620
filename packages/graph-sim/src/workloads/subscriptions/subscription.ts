import type { ChangeType } from '../../change-feed/changed-thing.ts'
import type { View } from '../../odata/entity.ts'
import type { User } from '../directory/user.ts'
import type { SubscriptionKind } from './subscription-kind.ts'

/** What a client has asked to be told of. */
export interface Subscription {
  readonly id: string
  /** As the client wrote it, with its query. */
  readonly resource: string
  readonly kind: SubscriptionKind
  /** The resources of the change feed that it listens to. */
  readonly audiences: readonly string[]
  readonly options: ResourceOptions
  /** The ids of what its filter lets through now; `undefined` where nobody keeps count. */
  readonly passing: Set<string> | undefined
  /** As the client wrote it, e.g. `created,updated`. */
  readonly changeType: string
  readonly changeTypes: readonly ChangeType[]
  readonly clientState: string | null
  notificationUrl: string
  readonly lifecycleNotificationUrl: string | null
  /** As it is answered; the same moment as `expiresAt`. */
  expirationDateTime: string
  /** In milliseconds since the epoch. */
  expiresAt: number
  /** `null` when the client said nothing. */
  readonly includeResourceData: boolean | null
  encryptionCertificate: string | null
  encryptionCertificateId: string | null
  readonly latestSupportedTlsVersion: string
  readonly notificationUrlAppId: string | null
  readonly notificationQueryOptions: string | null
  /** Whose ids its notifications bear: for good with `Prefer: IdType="ImmutableId"` (Graph rule 15). */
  readonly ids: View['ids']
  /** Properties that the token's permissions did not let through when it was made. */
  readonly withheld: View['withheld']
  readonly appId: string
  /** The signed-in user who made it; `undefined` for one of an app. */
  readonly creator: User | undefined
  /** Whose data it is about; `undefined` when it is nobody's in particular. */
  readonly owner: User | undefined
  /** Until when the token is good that it was last authorized with, in milliseconds. */
  authorizedUntil: number
  /** Whether the app has been asked to authorize it again, and what became of it when it did not (Graph rule 45). */
  authorization: 'granted' | 'asked' | 'ignored'
}

/** The query options of a subscription's resource. */
export interface ResourceOptions {
  readonly filter: string | undefined
  readonly select: string | undefined
  /** What messages of Teams have to contain. */
  readonly search: string | undefined
}
