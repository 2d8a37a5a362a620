import { escaped } from './write-vcard.ts'

/** What a calendar says of one event. */
export interface CalendarSource {
  readonly uid: string
  readonly subject: string
  readonly description: string
  readonly location: string
  /** Milliseconds since the epoch. */
  readonly from: number
  readonly to: number
  readonly changed: number
  readonly organizer: CalendarPerson
  readonly attendees: readonly CalendarPerson[]
}

/** Somebody as a calendar names them. */
export interface CalendarPerson {
  readonly name: string
  readonly address: string
}

/** Writes one event as an iCalendar, its times in UTC. */
export function writeIcalendar(source: CalendarSource): string {
  const { organizer } = source
  const lines = [
    'BEGIN:VCALENDAR',
    'METHOD:PUBLISH',
    'PRODID:Microsoft Exchange Server 2010',
    'VERSION:2.0',
    'BEGIN:VEVENT',
    `ORGANIZER;CN=${escaped(organizer.name)}:MAILTO:${organizer.address}`,
    ...source.attendees.map(
      ({ name, address }) =>
        `ATTENDEE;ROLE=REQ-PARTICIPANT;PARTSTAT=NEEDS-ACTION;RSVP=TRUE;CN=${escaped(name)}:MAILTO:${address}`,
    ),
    `DESCRIPTION;LANGUAGE=en-US:${escaped(source.description)}`,
    `UID:${source.uid}`,
    `SUMMARY;LANGUAGE=en-US:${escaped(source.subject)}`,
    `DTSTART:${moment(source.from)}`,
    `DTEND:${moment(source.to)}`,
    'CLASS:PUBLIC',
    'PRIORITY:5',
    `DTSTAMP:${moment(source.changed)}`,
    'TRANSP:OPAQUE',
    'STATUS:CONFIRMED',
    'SEQUENCE:0',
    `LOCATION;LANGUAGE=en-US:${escaped(source.location)}`,
    'END:VEVENT',
    'END:VCALENDAR',
  ]
  return `${lines.join('\r\n')}\r\n`
}

function moment(at: number): string {
  return `${new Date(at).toISOString().slice(0, 19).replace(/[-:]/g, '')}Z`
}
