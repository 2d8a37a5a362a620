/** What a property can be compared by. */
export type Operator = 'eq' | 'ne' | 'gt' | 'ge' | 'lt' | 'le' | 'startsWith' | 'endsWith' | 'contains'

/** What Graph does with one property of an entity. */
export interface PropertyFacts {
  /** `moment` has an offset; `wall` is written without one, and is in UTC here. */
  readonly type: 'text' | 'flag' | 'number' | 'moment' | 'wall'

  /** The only values there are. Default: any. */
  readonly values?: readonly string[]

  /** Whether the first segment of its path is a list, so that conditions ask for `any` of its elements. */
  readonly list?: true

  /** What `$filter` takes; empty for a property that can only be looked at here. */
  readonly filter: readonly Operator[]

  /** What `$filter` takes in an advanced query only (Graph rule 8). */
  readonly advanced?: readonly Operator[]

  /** What `$filter` takes only where nothing is sorted (Graph rule 4). */
  readonly unsorted?: readonly Operator[]

  /** Whether `$orderby` takes it, or only in an advanced query. Default: not at all. */
  readonly sort?: true | 'advanced'

  /** Whether a directory search looks at it. */
  readonly search?: true

  /** What KQL calls it, where an equal value is always found by it. */
  readonly kql?: 'from' | 'received' | 'sent' | 'hasAttachments'
}

/** How one kind of thing may be asked for. */
export interface EntityFacts {
  /** Graph's name of the type. */
  readonly name: string

  /** By path, e.g. `from/emailAddress/address`. */
  readonly properties: Readonly<Record<string, PropertyFacts>>

  /** What can be selected and nothing more. */
  readonly others: readonly string[]

  /** How many come without `$top`. */
  readonly pageSize: number

  /** The most that `$top` takes. */
  readonly mostTop: number

  /** What `$search` takes: KQL and no sorting (Graph rule 5), texts by property (rule 7), or nothing (rule 6). */
  readonly search: 'kql' | 'properties' | 'none'

  /** Whether what is sorted by has to lead the filter (Graph rule 2). */
  readonly sortLeadsFilter?: true

  /** Whether there are advanced queries (Graph rule 8). */
  readonly directory?: true

  /** Whether a window of time has to be given (Graph rule 14). */
  readonly window?: true

  /** What goes along with each request. */
  readonly headers?: Readonly<Record<string, string>>
}
