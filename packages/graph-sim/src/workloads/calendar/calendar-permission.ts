/** What somebody may do with another's calendar, the least first. */
export const calendarRoles = [
  'none',
  'freeBusyRead',
  'limitedRead',
  'read',
  'write',
  'delegateWithoutPrivateEventAccess',
  'delegateWithPrivateEventAccess',
  'custom',
] as const

/** One of {@link calendarRoles}. */
export type CalendarRole = (typeof calendarRoles)[number]

/** What a calendar's owner lets somebody do with it. */
export interface CalendarPermission {
  /** Whom it is for: `Default` is everybody of the organization. */
  readonly key: string
  readonly displayName: string
  /** `undefined` for everybody of the organization. */
  readonly address: string | undefined
  readonly isInsideOrganization: boolean
  role: CalendarRole
}

/** What everybody of the organization may do with a new calendar: see when its owner is busy. */
export function organizationPermission(): CalendarPermission {
  return {
    key: 'Default',
    displayName: 'My Organization',
    address: undefined,
    isInsideOrganization: true,
    role: 'freeBusyRead',
  }
}
