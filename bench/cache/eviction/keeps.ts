/** A cache of names that weigh something. */
export interface Keeps {
  /** Says whether it is there, and notes that it was asked for. */
  get(id: string): boolean
  set(id: string, weight: number): void
}
