/** Writes a moment as Graph does: ISO 8601 in whole seconds. */
export function timestamp(moment: number): string {
  return `${new Date(moment).toISOString().slice(0, 19)}Z`
}

/** Writes a moment as a day, e.g. `2026-11-21`. */
export function dateOf(moment: number): string {
  return new Date(moment).toISOString().slice(0, 10)
}
