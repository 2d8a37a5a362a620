import type { Random } from '../random/random.ts'
import { dateOf } from '../time/timestamp.ts'
import { toInstant, toLocal } from '../time/zone.ts'
import type {
  Attendee,
  CalendarEvent,
  EventContent,
  LocalTime,
  Recurrence,
  RecurrencePattern,
} from '../workloads/calendar/event.ts'
import { blankEvent, joinUrlOf, neverAnswered } from '../workloads/calendar/event-from.ts'
import { occurrenceOn } from '../workloads/calendar/occurrences.ts'
import { firstDay, seriesDays } from '../workloads/calendar/series-days.ts'
import type { User } from '../workloads/directory/user.ts'
import type { Recipient } from '../workloads/mail/message-content.ts'
import type { Mailbox } from '../workloads/outlook/mailbox.ts'
import type { Days } from './calendar-days.ts'
import { projects } from './company.ts'
import { page } from './mail-html.ts'

/** Where the events of a mailbox come from. */
export interface EventSource {
  readonly random: Random
  readonly days: Days
  readonly users: readonly User[]
  /** How many events to make, a series counting as one. */
  readonly count: number
}

interface SeriesPlan {
  readonly subject: string
  readonly hour: number
  readonly minutes: number
  readonly pattern: Pick<RecurrencePattern, 'type' | 'interval'> & Partial<RecurrencePattern>
}

const series: readonly SeriesPlan[] = [
  {
    subject: 'Daily stand-up',
    hour: 9,
    minutes: 15,
    pattern: {
      type: 'weekly',
      interval: 1,
      daysOfWeek: ['monday', 'tuesday', 'wednesday', 'thursday', 'friday'],
    },
  },
  {
    subject: 'Steering committee',
    hour: 13,
    minutes: 90,
    pattern: { type: 'relativeMonthly', interval: 1, daysOfWeek: ['tuesday'], index: 'second' },
  },
  {
    subject: 'Osaka hand-over',
    hour: 8,
    minutes: 30,
    pattern: { type: 'weekly', interval: 1, daysOfWeek: ['wednesday'] },
  },
  {
    subject: 'One-to-one',
    hour: 15,
    minutes: 30,
    pattern: { type: 'weekly', interval: 2, daysOfWeek: ['thursday'] },
  },
  {
    subject: 'Month-end figures',
    hour: 16,
    minutes: 60,
    pattern: { type: 'absoluteMonthly', interval: 1, dayOfMonth: 28 },
  },
  {
    subject: 'Service review',
    hour: 11,
    minutes: 60,
    pattern: { type: 'weekly', interval: 4, daysOfWeek: ['monday'] },
  },
  { subject: 'Cold chamber slot', hour: 7, minutes: 240, pattern: { type: 'daily', interval: 9 } },
]

/** Fills the main calendar with exactly `count` events from two years back to a year ahead, some of them in series with exceptions. */
export function makeCalendar(mailbox: Mailbox, source: EventSource): void {
  const { count } = source
  mailbox.calendars.createCalendar('Birthdays')
  const repeated = Math.min(series.length, Math.floor(count / 5))
  for (let i = 0; i < count; i++) {
    const plan = i < repeated ? series[i] : undefined
    if (plan === undefined) mailbox.calendars.add(makeSingle(mailbox, source), mailbox.calendars.main)
    else addSeries(mailbox, source, plan)
  }
}

function addSeries(mailbox: Mailbox, source: EventSource, plan: SeriesPlan): void {
  const { days } = source
  const first = dateOf(days.today - 400 * 86_400_000)
  const zone = mailbox.owner.timeZone
  const event = mailbox.calendars.add(
    {
      ...ordinary(mailbox, source, plan.subject),
      start: { dateTime: `${first}T${String(plan.hour).padStart(2, '0')}:00:00`, timeZone: zone },
      end: {
        dateTime: toLocal(
          toInstant(`${first}T${String(plan.hour).padStart(2, '0')}:00:00`, zone) + plan.minutes * 60_000,
          zone,
        ),
        timeZone: zone,
      },
      recurrence: recurrence(plan, first, zone),
    },
    mailbox.calendars.main,
  )
  alignStart(event)
  if (plan.pattern.type !== 'weekly') return
  for (let week = -3; week < 4; week += 3) changeDay(mailbox, source, event, week)
}

/** A series begins on the first day that its pattern has. */
function alignStart(event: EventContent): void {
  const { recurrence: when } = event
  if (when === null) return
  const day = firstDay(when)
  if (day === undefined) return
  const length =
    toInstant(event.end.dateTime, event.end.timeZone) - toInstant(event.start.dateTime, event.start.timeZone)
  const start = `${day}T${event.start.dateTime.slice(11)}`
  event.start = { ...event.start, dateTime: start }
  event.end = {
    ...event.end,
    dateTime: toLocal(toInstant(start, event.start.timeZone) + length, event.end.timeZone),
  }
  event.recurrence = { ...when, range: { ...when.range, startDate: day } }
}

/** Moves the day of a series that is nearest to some weeks from now, or cancels it. */
function changeDay(
  { calendars }: Mailbox,
  { random, days }: EventSource,
  event: CalendarEvent,
  week: number,
): void {
  if (event.recurrence === null) return
  const from = dateOf(days.today + week * 7 * 86_400_000)
  const [day] = seriesDays(event.recurrence, from, dateOf(days.today + (week + 5) * 7 * 86_400_000))
  if (day === undefined) return
  const usual = occurrenceOn(event, day)
  if (usual === undefined || random.chance(0.3)) event.exceptions.set(day, 'cancelled')
  else {
    const later = (time: LocalTime): LocalTime => ({
      ...time,
      dateTime: toLocal(toInstant(time.dateTime, time.timeZone) + 7_200_000, time.timeZone),
    })
    event.exceptions.set(day, {
      ...usual.content,
      subject: `${event.subject} (moved)`,
      start: later(usual.start),
      end: later(usual.end),
    })
  }
  calendars.touch(event)
}

function recurrence({ pattern }: SeriesPlan, startDate: string, zone: string): Recurrence {
  return {
    pattern: { month: 0, dayOfMonth: 0, firstDayOfWeek: 'monday', index: 'first', ...pattern },
    range: {
      type: 'noEnd',
      startDate,
      endDate: '0001-01-01',
      recurrenceTimeZone: zone,
      numberOfOccurrences: 0,
    },
  }
}

function makeSingle(mailbox: Mailbox, source: EventSource): EventContent {
  const { random, days } = source
  const project = random.pick(projects)
  const day = dateOf(
    days.today + (random.chance(0.3) ? random.int(0, 25) : random.int(-730, 300)) * 86_400_000,
  )
  const organizer = random.chance(0.45) ? mailbox.owner : random.pick(source.users)
  const zone = organizer.timeZone
  if (random.chance(0.08)) return wholeDays(mailbox, source, day)
  const start = `${day}T${String(random.int(8, 16)).padStart(2, '0')}:${random.pick(['00', '30', '15'])}:00`
  const subject = random.pick([
    `${project.name}: ${random.pick(['design review', 'kick-off', 'risk review', 'acceptance', 'lessons learned'])}`,
    `Call with ${project.customer}`,
    `Interview: ${random.pick(['Test Engineer', 'Project Coordinator', 'Buyer'])}`,
    'Lunch',
    'Dentist',
    `${project.name} site visit`,
    'Focus time',
  ])
  return {
    ...ordinary(mailbox, source, subject, organizer),
    start: { dateTime: start, timeZone: zone },
    end: {
      dateTime: toLocal(toInstant(start, zone) + random.pick([15, 30, 30, 60, 60, 90, 240]) * 60_000, zone),
      timeZone: zone,
    },
  }
}

function wholeDays(mailbox: Mailbox, source: EventSource, day: string): EventContent {
  const { random } = source
  const until = dateOf(Date.parse(day) + random.int(1, 4) * 86_400_000)
  const subject = random.pick(['Holiday', 'Trade fair Hamburg', 'Travel to Osaka', 'Public holiday', 'Audit'])
  return {
    ...ordinary(mailbox, source, subject),
    isAllDay: true,
    showAs: 'oof',
    attendees: [],
    start: { dateTime: `${day}T00:00:00`, timeZone: mailbox.owner.timeZone },
    end: { dateTime: `${until}T00:00:00`, timeZone: mailbox.owner.timeZone },
  }
}

type Ordinary = Omit<EventContent, 'start' | 'end'>

function ordinary(
  mailbox: Mailbox,
  { random, users }: EventSource,
  subject: string,
  organizer: User = mailbox.owner,
): Ordinary {
  const alone = /^(Lunch|Dentist|Focus time|Holiday|Public holiday)$/.test(subject)
  const leader = alone ? mailbox.owner : organizer
  const place = random.pick(['Fjord room', 'Quay room', 'Online', 'Workshop 2', 'Customer site', ''])
  const where = { displayName: place, locationType: 'default', uniqueId: place, uniqueIdType: 'private' }
  const blank = blankEvent(mailbox)
  return {
    ...blank,
    ...(place === 'Online' ? online(blank.iCalUId) : {}),
    subject,
    body: {
      contentType: 'html',
      content: page(alone ? '' : `<div>${subject}. Agenda: where we stand, open points, next steps.</div>`),
    },
    location: where,
    locations: place === '' ? [] : [where],
    attendees: alone ? [] : attendees(random, users, leader),
    organizer: asPerson(leader),
    responseStatus: {
      response: leader === mailbox.owner ? 'organizer' : random.pick(answers),
      time: neverAnswered,
    },
    showAs: subject === 'Focus time' ? 'free' : 'busy',
    sensitivity: subject === 'Dentist' ? 'private' : 'normal',
    categories: random.chance(0.1) ? ['Customer'] : [],
  }
}

const answers = ['accepted', 'accepted', 'tentativelyAccepted', 'notResponded'] as const

function online(uid: string): Pick<EventContent, 'isOnlineMeeting' | 'onlineMeetingProvider' | 'joinUrl'> {
  return { isOnlineMeeting: true, onlineMeetingProvider: 'teamsForBusiness', joinUrl: joinUrlOf(uid) }
}

function attendees(random: Random, users: readonly User[], organizer: User): readonly Attendee[] {
  const others = new Set(Array.from({ length: random.int(1, 6) }, () => random.pick(users)))
  others.delete(organizer)
  return [...others].map((user) => ({
    type: random.chance(0.8) ? 'required' : 'optional',
    status: {
      response: random.pick(['accepted', 'none', 'declined', 'tentativelyAccepted'] as const),
      time: neverAnswered,
    },
    ...asPerson(user),
  }))
}

function asPerson(user: User): Recipient {
  return { emailAddress: { name: user.displayName, address: user.mail ?? user.userPrincipalName } }
}
