/** Whose data it becomes. */
export interface JsonTarget {
  /** Id or address of the owner; the main user by default. */
  readonly user?: string
}
