/** What changes are read of. Its members are the query options that Graph takes there; one more does not compile. */
export type DeltaResource =
  | MessagesDelta
  | MailFoldersDelta
  | CalendarViewDelta
  | ContactsDelta
  | DriveItemsDelta
  | DirectoryDelta

interface Selecting {
  /** The properties to read. `id` always comes along. Default: all that Graph gives unasked. */
  readonly select?: readonly string[]
}

/** The messages in one folder, not in those below it (Graph rule 20). */
export interface MessagesDelta extends Selecting {
  readonly kind: 'messages'

  /** Its id, or a well-known name such as `inbox`. */
  readonly folder: string

  /** Only what was received at this time or later, in ISO 8601. Graph then tells of at most 5,000 messages. Default: all. */
  readonly since?: string
}

/** All mail folders of a mailbox, at every depth. */
export interface MailFoldersDelta extends Selecting {
  readonly kind: 'mailFolders'

  /** Whether hidden folders count. Default `false`. */
  readonly hidden?: boolean
}

/**
 * What is on a calendar between two moments, each occurrence of a series by itself. Occurrences tell when they are; the
 * rest is told by their `seriesMasterId`, which comes along. What moves out of the window is removed (Graph rule 21).
 */
export interface CalendarViewDelta {
  readonly kind: 'calendarView'

  /** In ISO 8601; UTC unless it says otherwise (Graph rule 14). */
  readonly start: string
  readonly end: string

  /** The calendar's id. Default: the main one. */
  readonly calendar?: string
}

/** The contacts in one folder. */
export interface ContactsDelta extends Selecting {
  readonly kind: 'contacts'

  /** Its id. Default: the main folder. */
  readonly folder?: string
}

/** All files and folders of a drive. An item names its parent by id, never by path (Graph rule 22). */
export interface DriveItemsDelta extends Selecting {
  readonly kind: 'driveItems'

  /** Its id. Default: the account's OneDrive. */
  readonly drive?: string
}

/**
 * The people or the groups of the tenant (Graph rule 22). A group comes several times when it has many members, with
 * some of them in `members@delta` each time: who keeps members adds up.
 */
export interface DirectoryDelta extends Selecting {
  readonly kind: 'users' | 'groups'

  /** Only these, at most 50. Default: all. */
  readonly ids?: readonly string[]
}
