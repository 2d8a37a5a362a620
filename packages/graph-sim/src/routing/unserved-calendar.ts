import { eventPaths, groupEventPaths } from '../workloads/calendar/calendar-paths.ts'

/** What can be done with the event of an invitation. */
const ofInvitation: readonly string[] = [
  'accept',
  'attachments',
  'calendar',
  'cancel',
  'decline',
  'dismissReminder',
  'exceptionOccurrences',
  'extensions',
  'forward',
  'instances',
  'permanentDelete',
  'snoozeReminder',
  'tentativelyAccept',
]

/** What Graph has for calendars and places and the simulator lacks, as in the list of everything. */
export const unservedCalendar: readonly string[] = [
  ...eventPaths.flatMap((path) => [`* ${path}/exceptionOccurrences`, `* ${path}/instances/{instance}`]),
  ...groupEventPaths.flatMap((path) => [
    `* ${path}/attachments`,
    `* ${path}/exceptionOccurrences/{exception}`,
    `* ${path}/extensions`,
    `* ${path}/instances/{instance}`,
  ]),
  ...['/users/{user}/messages/{message}', '/users/{user}/mailFolders/{folder}/messages/{message}'].flatMap(
    (path) => ofInvitation.map((name) => `* ${path}/event/${name}`),
  ),
  '* /users/{user}/calendars/delta',
  'POST /places',
  'DELETE /places/{place}',
  ...['building', 'desk', 'floor', 'section', 'workspace'].map((name) => `* /places/microsoft.graph.${name}`),
  '* /places/getOperation',
  '* /places/listOperations',
  ...['checkIns', 'children', 'customProperties', 'descendants', 'microsoft.graph.building'].map(
    (name) => `* /places/{place}/${name}`,
  ),
  '* /places/{place}/microsoft.graph.roomList/workspaces',
  '* /places/{place}/microsoft.graph.roomList/rooms/{room}',
]
