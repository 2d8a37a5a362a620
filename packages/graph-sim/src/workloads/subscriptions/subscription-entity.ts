import type { Entity } from '../../odata/entity.ts'
import { flag, moment, text } from '../../odata/property-type.ts'
import type { Subscription } from './subscription.ts'

const properties = {
  id: text,
  resource: text,
  applicationId: text,
  changeType: text,
  clientState: text,
  notificationUrl: text,
  notificationQueryOptions: text,
  notificationContentType: text,
  lifecycleNotificationUrl: text,
  expirationDateTime: moment,
  creatorId: text,
  includeResourceData: flag,
  latestSupportedTlsVersion: text,
  encryptionCertificate: text,
  encryptionCertificateId: text,
  notificationUrlAppId: text,
} as const

/** Subscriptions as Graph answers them when they are made. */
export const subscriptionEntity: Entity<Subscription> = {
  name: 'subscription',
  properties,
  navigation: [],
  defaults: Object.keys(properties),
  always: ['id'],
  annotations: () => ({}),
  read(subscription, property) {
    switch (property) {
      case 'applicationId':
        return subscription.appId
      case 'creatorId':
        return subscription.creator?.id ?? subscription.appId
      case 'notificationContentType':
        return 'application/json'
      default:
        return (subscription as unknown as Readonly<Record<string, unknown>>)[property]
    }
  },
}

/** Subscriptions as Graph answers them afterwards: without encryption there are empty texts. */
export const keptSubscriptionEntity: Entity<Subscription> = {
  ...subscriptionEntity,
  read(subscription, property, view) {
    const value = subscriptionEntity.read(subscription, property, view)
    if (property === 'includeResourceData') return value ?? false
    return property.startsWith('encryptionCertificate') ? (value ?? '') : value
  },
}

/** Subscriptions as Graph lists them: the client's secret stays out. */
export const listedSubscriptionEntity: Entity<Subscription> = {
  ...keptSubscriptionEntity,
  read: (subscription, property, view) =>
    property === 'clientState' ? null : keptSubscriptionEntity.read(subscription, property, view),
}
