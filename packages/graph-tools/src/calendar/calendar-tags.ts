/** Every list of events. A write may move an event into any window, so all lists go together. */
export const calendarEvents = 'calendar:events'
