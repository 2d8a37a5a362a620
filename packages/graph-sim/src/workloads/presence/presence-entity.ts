import type { Entity } from '../../odata/entity.ts'
import { complex, flag, moment, openComplex, text } from '../../odata/property-type.ts'
import type { TenantState } from '../../tenant/tenant-state.ts'
import type { User } from '../directory/user.ts'

const properties = {
  id: text,
  availability: text,
  activity: text,
  statusMessage: complex('presenceStatusMessage', {
    message: openComplex('itemBody'),
    expiryDateTime: openComplex('dateTimeTimeZone'),
    publishedDateTime: moment,
  }),
  outOfOfficeSettings: complex('outOfOfficeSettings', { message: text, isOutOfOffice: flag }),
  sequenceNumber: text,
} as const

/** Presences as Graph describes them to somebody; only oneself sees until when a status message stands. */
export function presenceEntity(tenant: TenantState, viewer?: User): Entity<User> {
  const store = tenant.presence()
  return {
    name: 'presence',
    properties,
    navigation: [],
    defaults: Object.keys(properties),
    always: [],
    annotations: () => ({}),
    read(user, property) {
      const { sequence } = store.of(user)
      const own: Readonly<Record<string, unknown>> = {
        ...store.seen(user),
        id: user.id,
        statusMessage: statusOf(user, tenant, viewer === user ? 'oneself' : 'others'),
        outOfOfficeSettings: { message: null, isOutOfOffice: false },
        sequenceNumber: String(sequence),
      }
      return own[property] ?? null
    },
  }
}

function statusOf(user: User, tenant: TenantState, reader: 'oneself' | 'others'): unknown {
  const { status } = tenant.presence().of(user)
  if (status === undefined || status.until <= tenant.clock.now()) return null
  const { message, expiryDateTime, publishedDateTime } = status
  return reader === 'oneself' ? { message, expiryDateTime, publishedDateTime } : { message }
}
