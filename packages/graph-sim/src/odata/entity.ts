import type { PropertyType } from './property-type.ts'

/** How a client wants entities written: what its `Prefer` header and its permissions say. */
export interface View {
  /** `immutable` with `Prefer: IdType="ImmutableId"`. */
  readonly ids: 'mutable' | 'immutable'
  /** The name of `Prefer: outlook.timezone`, or `UTC`. */
  readonly timeZone: string
  /** The type of `Prefer: outlook.body-content-type`; `undefined` leaves bodies as they are. */
  readonly bodyType: 'text' | 'html' | undefined
  /** Properties that the token's permissions do not let through, e.g. `body` with Mail.ReadBasic. */
  readonly withheld: readonly string[]
  /** Where the version begins, e.g. `https://graph.microsoft.com/v1.0`, for links in an entity. */
  readonly base: string
}

/** What the OData engine knows of a type of entity, and how it reads a property of a stored row. */
export interface Entity<row> {
  /** The name in Graph's metadata without its namespace, e.g. `message`. */
  readonly name: string
  readonly properties: Readonly<Record<string, PropertyType>>
  /** Collections beside the properties that filters may look into with `any`. */
  readonly filterOnly?: Readonly<Record<string, PropertyType>>
  /** Navigation properties that exist, whether or not they can be expanded. */
  readonly navigation: readonly string[]
  /** What an answer holds without `$select`. */
  readonly defaults: readonly string[]
  /** What an answer holds whatever `$select` says; for Outlook the id. */
  readonly always: readonly string[]
  /** Reads one property in its JSON form; `undefined` when the row has no such property at all. */
  read(row: row, property: string, view: View): unknown
  /** How many things a navigation property leads to, for filters on `…/$count`; absent where there are no such filters. */
  count?(row: row, navigation: string): number | undefined
  /** Properties of a row's own type beyond the entity's; they come when there is no `$select`. */
  derived?(row: row, view: View): Readonly<Record<string, unknown>>
  /** Members that every answer begins with, e.g. `@odata.etag`. */
  annotations(row: row, view: View): Readonly<Record<string, unknown>>
}

/** How filters and sorts read a row: nothing of the request changes what they compare. */
export const plainView: View = {
  ids: 'mutable',
  timeZone: 'UTC',
  bodyType: undefined,
  withheld: [],
  base: '',
}
