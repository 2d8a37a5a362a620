/** A directory object that is neither a user nor a group, under Graph's own names. */
export interface DirectoryRecord extends Readonly<Record<string, unknown>> {
  readonly id: string
  /** What it is, e.g. `#microsoft.graph.device`. */
  readonly '@odata.type': string
}

/** The name of a record's kind, e.g. `device`. */
export function kindOf(record: DirectoryRecord): string {
  return record['@odata.type'].replace('#microsoft.graph.', '')
}
