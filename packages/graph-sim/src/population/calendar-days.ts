const dayLength = 86_400_000

/** Counts time back and forth from the day that a tenant was made on. */
export interface Days {
  /** The first moment of that day in UTC, in milliseconds. */
  readonly today: number
  /** The moment itself; nothing is received after it. */
  readonly now: number
  /** A moment on the day `age` days before, at a share of it from 0 to 1; today's share is of what has gone by. */
  at(age: number, share: number): number
}

/** Creates the count for a moment. */
export function createDays(now: number): Days {
  const today = Math.floor(now / dayLength) * dayLength
  return {
    today,
    now,
    at: (age, share) =>
      age === 0 ? today + share * (now - today) : today - age * dayLength + share * dayLength,
  }
}
