/** A key, and whether it was made just now. */
export interface FoundKey {
  readonly key: Uint8Array
  readonly created: boolean
}

/** What is done when there is no key: make one, or refuse since a database needs the one that is gone. */
export type Absence = 'make' | 'refuse'
