import type { Entity } from '../../odata/entity.ts'
import { flag, listOf, oneOf, openComplex, text } from '../../odata/property-type.ts'
import type { User } from '../directory/user.ts'
import type { OutlookIds } from '../outlook/outlook-ids.ts'
import { mayWrite, seesPrivateEvents, type ViewerRole } from './calendar-access.ts'
import type { Calendar } from './event.ts'

const properties = {
  id: text,
  name: text,
  color: oneOf(
    'calendarColor',
    'auto',
    'lightBlue',
    'lightGreen',
    'lightOrange',
    'lightGray',
    'lightYellow',
    'lightTeal',
    'lightPink',
    'lightBrown',
    'lightRed',
    'maxColor',
  ),
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

/** Calendars as Graph describes them to somebody with a role. */
export function calendarEntity(
  ids: OutlookIds,
  owner: User,
  roleWith: (calendar: Calendar) => ViewerRole,
): Entity<Calendar> {
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
          return ids.changeKey(calendar.version)
        case 'canShare':
          return roleWith(calendar) === 'owner'
        case 'canEdit':
          return calendar.canEdit && mayWrite(roleWith(calendar))
        case 'canViewPrivateItems':
          return seesPrivateEvents(roleWith(calendar))
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
