/** What one check of `graphkeep doctor` found. */
export interface Finding {
  /** What was looked at, e.g. `Node`. */
  readonly subject: string

  /** `ok`; `note` for what works but wants attention; `bad` for what keeps Graphkeep from working. */
  readonly verdict: 'ok' | 'note' | 'bad'

  /** What was found, and what to do about it. */
  readonly detail: string
}
