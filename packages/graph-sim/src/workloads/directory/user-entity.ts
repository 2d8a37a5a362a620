import type { Entity } from '../../odata/entity.ts'
import { readUserProperty } from './read-user-property.ts'
import type { User } from './user.ts'
import { defaultUserProperties, userProperties } from './user-properties.ts'

/** Users as Graph describes them: eleven properties come by default, the rest by `$select` (Graph rule 9). */
export const userEntity: Entity<User> = {
  name: 'user',
  properties: userProperties,
  navigation: [
    'manager',
    'directReports',
    'memberOf',
    'transitiveMemberOf',
    'ownedObjects',
    'ownedDevices',
    'registeredDevices',
    'createdObjects',
    'licenseDetails',
    'oauth2PermissionGrants',
    'appRoleAssignments',
    'scopedRoleMemberOf',
    'sponsors',
    'settings',
    'photo',
    'photos',
    'messages',
    'mailFolders',
    'calendar',
    'calendarGroups',
    'calendars',
    'calendarView',
    'events',
    'contacts',
    'contactFolders',
    'drive',
    'drives',
    'extensions',
    'people',
    'todo',
  ],
  defaults: defaultUserProperties,
  always: [],
  read: readUserProperty,
  annotations: () => ({}),
}

/** Users where any directory object could stand, e.g. as a manager: each says what it is. */
export const relatedUserEntity: Entity<User> = {
  ...userEntity,
  annotations: () => ({ '@odata.type': '#microsoft.graph.user' }),
}
