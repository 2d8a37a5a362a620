/** What can be imported as JSON, under the names of Graph's collections. */
export type ImportedKind =
  | 'users'
  | 'mailFolders'
  | 'messages'
  | 'events'
  | 'contacts'
  | 'todoLists'
  | 'driveItems'

/** What became of one thing. */
export type ImportedThing =
  | {
      readonly kind: ImportedKind
      /** Its place and what it is called, e.g. `messages[3] Minutes`. */
      readonly name: string
      readonly outcome: 'imported'
      /** Its id in the tenant, which is another than it had. */
      readonly id: string
      /** What was left out or made up; empty for a thing that was taken whole. */
      readonly notes: readonly string[]
    }
  | {
      readonly kind: ImportedKind | 'unknown'
      readonly name: string
      readonly outcome: 'refused'
      /** Why nothing of it is in the tenant, for a person. */
      readonly reason: string
    }

/** What came of an import of JSON, a line for each thing. */
export interface JsonImportResult {
  readonly things: readonly ImportedThing[]
  readonly imported: number
}

/** A thing that cannot be taken; its message says why. */
export class NotTaken extends Error {}
