/** Where imported mail goes. */
export interface ImportTarget {
  /** Id or address of the mailbox's owner; the main user by default. */
  readonly user?: string
  /** A well-known name, or a path of folders that are made as they are needed; `inbox` by default. */
  readonly folder?: string
}
