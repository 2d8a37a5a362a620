import type { Entity } from '../../odata/entity.ts'
import { flag, listOf, openComplex, text } from '../../odata/property-type.ts'
import type { User } from '../directory/user.ts'
import type { OutlookIds } from '../outlook/outlook-ids.ts'
import type { Calendar } from './event.ts'

const properties = {
  id: text,
  name: text,
  color: text,
  hexColor: text,
  isDefaultCalendar: flag,
  changeKey: text,
  canShare: flag,
  canViewPrivateItems: flag,
  canEdit: flag,
  allowedOnlineMeetingProviders: listOf(text),
  defaultOnlineMeetingProvider: text,
  isTallyingResponses: flag,
  isRemovable: flag,
  owner: openComplex('emailAddress'),
} as const

/** Calendars as Graph describes them. */
export function calendarEntity(ids: OutlookIds, owner: User): Entity<Calendar> {
  return {
    name: 'calendar',
    properties,
    navigation: [
      'events',
      'calendarView',
      'calendarPermissions',
      'singleValueExtendedProperties',
      'multiValueExtendedProperties',
    ],
    defaults: Object.keys(properties),
    always: ['id'],
    annotations: () => ({}),
    read(calendar, property) {
      switch (property) {
        case 'id':
          return ids.folder(calendar.number)
        case 'changeKey':
          return ids.changeKey(calendar.number)
        case 'canShare':
        case 'canViewPrivateItems':
          return true
        case 'allowedOnlineMeetingProviders':
          return ['teamsForBusiness']
        case 'defaultOnlineMeetingProvider':
          return 'teamsForBusiness'
        case 'isTallyingResponses':
          return calendar.isDefaultCalendar
        case 'owner':
          return { name: owner.displayName, address: owner.mail ?? owner.userPrincipalName }
        default:
          return (calendar as unknown as Readonly<Record<string, unknown>>)[property]
      }
    },
  }
}
