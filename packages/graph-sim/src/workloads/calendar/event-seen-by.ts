import type { Entity } from '../../odata/entity.ts'
import { seesPrivateEvents, type ViewerRole } from './calendar-access.ts'
import type { Occurrence } from './event.ts'

/** What is seen of any event that may be seen at all. */
const always: readonly string[] = [
  'id',
  'changeKey',
  'createdDateTime',
  'lastModifiedDateTime',
  'start',
  'end',
  'originalStartTimeZone',
  'originalEndTimeZone',
  'originalStart',
  'isAllDay',
  'showAs',
  'sensitivity',
  'type',
  'seriesMasterId',
  'recurrence',
  'cancelledOccurrences',
  'isCancelled',
  'isDraft',
  'isOrganizer',
]

/** What is seen besides by those who may see titles and places. */
const titles: readonly string[] = [...always, 'subject', 'location', 'locations']

/** What a private event is called for those who may not see it. */
const privateSubject = 'Private Appointment'

/** Events as somebody sees them who has a role with the calendar of each; what they may not see is left out. */
export function seenBy(
  entity: Entity<Occurrence>,
  roleWith: (row: Occurrence) => ViewerRole,
): Entity<Occurrence> {
  return {
    ...entity,
    read(row, property, view) {
      const role = roleWith(row)
      if (row.content.sensitivity === 'private' && !seesPrivateEvents(role)) {
        if (property === 'subject') return privateSubject
        return always.includes(property) ? entity.read(row, property, view) : undefined
      }
      if (role === 'limitedRead' && !titles.includes(property)) return undefined
      return entity.read(row, property, view)
    },
  }
}
