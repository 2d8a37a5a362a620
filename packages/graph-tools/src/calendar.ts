export { calendarCreateEvent } from './calendar/calendar-create-event.ts'
export { calendarListEvents } from './calendar/calendar-list-events.ts'
