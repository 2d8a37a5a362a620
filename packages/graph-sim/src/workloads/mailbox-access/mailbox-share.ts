/** What an owner or an administrator lets somebody do with a mailbox. */
export interface MailboxShare {
  /** Id or address of the mailbox's owner. */
  readonly mailbox: string
  /** Id or address of the person who gets the right. */
  readonly with: string
  /**
   * `fullAccess` opens the whole mailbox; `sendAs` and `sendOnBehalf` let mail be sent in its name; `read` and `write`
   * open one folder; `none` takes everything back.
   */
  readonly access: 'fullAccess' | 'sendAs' | 'sendOnBehalf' | 'read' | 'write' | 'none'
  /** For `read` and `write`: `calendar`, `contacts`, or a mail folder by its well-known name or path; `inbox` by default. */
  readonly folder?: string
}
