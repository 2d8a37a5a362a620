/** One message to import. */
export interface MailFile {
  /** Names it in the result, e.g. its file's name. */
  readonly name: string
  /** The message as it went over the wire. */
  readonly raw: Uint8Array
}

/** What became of one message. */
export type ImportedFile =
  | {
      readonly name: string
      readonly outcome: 'imported'
      /** The message's id, as without `Prefer: IdType="ImmutableId"`. */
      readonly id: string
      /** What had to be made up or left out; empty for a sound message. */
      readonly notes: readonly string[]
    }
  | {
      readonly name: string
      readonly outcome: 'refused'
      /** Why there is no message, for a person. */
      readonly reason: string
    }

/** What came of an import, a line for each file in the order in which they came. */
export interface ImportResult {
  readonly files: readonly ImportedFile[]
  /** How many of them have become messages. */
  readonly imported: number
}
