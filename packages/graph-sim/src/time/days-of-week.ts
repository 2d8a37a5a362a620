/** The days of the week as Graph names them, by the number that JavaScript gives them. */
export const daysOfWeek = [
  'sunday',
  'monday',
  'tuesday',
  'wednesday',
  'thursday',
  'friday',
  'saturday',
] as const

/** A day of the week as Graph names it. */
export type DayOfWeek = (typeof daysOfWeek)[number]
