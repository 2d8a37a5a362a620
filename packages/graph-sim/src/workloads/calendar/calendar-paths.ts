/** Where a person has a calendar; the first two stand for the default one. */
export const calendarOwners: readonly string[] = [
  '/users/{user}',
  '/users/{user}/calendar',
  '/users/{user}/calendars/{calendar}',
  '/users/{user}/calendarGroups/{calendarGroup}/calendars/{calendar}',
]

/** Where a Microsoft 365 group has its only calendar. */
export const groupCalendarOwners: readonly string[] = ['/groups/{group}', '/groups/{group}/calendar']

/** Where one event of a person is. */
export const eventPaths: readonly string[] = calendarOwners.map((path) => `${path}/events/{event}`)

/** Where one event of a group is. */
export const groupEventPaths: readonly string[] = groupCalendarOwners.map((path) => `${path}/events/{event}`)
