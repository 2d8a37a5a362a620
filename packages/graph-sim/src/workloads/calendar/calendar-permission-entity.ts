import type { Entity } from '../../odata/entity.ts'
import { complex, flag, listOf, oneOf, text } from '../../odata/property-type.ts'
import { type CalendarPermission, type CalendarRole, calendarRoles } from './calendar-permission.ts'

const roleType = oneOf('calendarRoleType', ...calendarRoles)

const properties = {
  id: text,
  isRemovable: flag,
  isInsideOrganization: flag,
  role: roleType,
  allowedRoles: listOf(roleType),
  emailAddress: complex('emailAddress', { name: text, address: text }),
} as const

/** Permissions of calendars as Graph describes them. */
export const calendarPermissionEntity: Entity<CalendarPermission> = {
  name: 'calendarPermission',
  properties,
  navigation: [],
  defaults: Object.keys(properties),
  always: ['id'],
  annotations: () => ({}),
  read(permission, property) {
    switch (property) {
      case 'id':
        return permissionId(permission)
      case 'isRemovable':
        return permission.address !== undefined
      case 'isInsideOrganization':
        return permission.isInsideOrganization
      case 'role':
        return permission.role
      case 'allowedRoles':
        return rolesFor(permission)
      default:
        return {
          name: permission.displayName,
          ...(permission.address === undefined ? {} : { address: permission.address }),
        }
    }
  },
}

/** The id of a permission, which names whom it is for. */
export function permissionId({ key }: CalendarPermission): string {
  return Buffer.from(key).toString('base64')
}

/** The roles that Graph offers for somebody: outsiders may read at most, and delegates stay delegates if they like. */
export function rolesFor({
  address,
  isInsideOrganization,
  role,
}: CalendarPermission): readonly CalendarRole[] {
  const reading: readonly CalendarRole[] = ['freeBusyRead', 'limitedRead', 'read']
  if (!isInsideOrganization) return reading
  if (address === undefined) return ['none', ...reading, 'write']
  return role.startsWith('delegate') ? [...reading, 'write', ...delegateRoles] : [...reading, 'write']
}

/** What somebody inside the organization may be made on a default calendar. */
export const delegateRoles: readonly CalendarRole[] = [
  'delegateWithoutPrivateEventAccess',
  'delegateWithPrivateEventAccess',
]
