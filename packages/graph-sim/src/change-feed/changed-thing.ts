import { compileFilter } from '../odata/compile-filter.ts'
import type { Entity, View } from '../odata/entity.ts'
import { parseFilter } from '../odata/parse-filter.ts'
import type { PropertyType } from '../odata/property-type.ts'
import { parseQuery } from '../odata/query.ts'
import { readSelection } from '../odata/selection.ts'
import { writeEntity } from '../odata/write-entity.ts'
import type { User } from '../workloads/directory/user.ts'

/** What became of a thing, in the words of change notifications. */
export type ChangeType = 'created' | 'updated' | 'deleted'

/** A thing that changed, as far as subscriptions and notifications need it. */
export interface ChangedThing {
  /** The type's name in Graph's metadata, e.g. `message`. */
  readonly type: string
  /**
   * The resources whose subscribers hear of the change, with `/` between the parts and ids as Graph writes them, e.g.
   * `users/{id}/messages`. Ids stand in the form that they have without `Prefer: IdType`.
   */
  readonly audiences: readonly string[]
  /** The resource that the thing stands in, e.g. `users/{id}/messages`; the id follows in a notification's address. */
  readonly place: string
  readonly id: string
  /** The id for subscriptions with immutable ids; `undefined` where the id is the same for all. */
  readonly immutableId?: string
  /** Its `@odata.etag`; `undefined` where notifications bear none. */
  readonly etag?: string
  /** Whose it is; `undefined` for what belongs to nobody in particular. */
  readonly owner?: User
  /** The thing itself, for filters and rich notifications; `undefined` where Graph has neither. */
  readonly content?: ChangedContent
  /** Members of a notification's `resourceData` besides the id and the type. */
  readonly facts?: Readonly<Record<string, unknown>>
}

/** What is in a thing that changed. */
export interface ChangedContent {
  /** The types of its properties. */
  readonly types: Readonly<Record<string, PropertyType>>
  /** Whether a `$filter` lets it through; refuses a filter that cannot be read. */
  passes(filter: string): boolean
  /** Writes it as Graph would answer it, with the properties of a `$select`, or all without one. */
  write(select: string | undefined, view: View): Record<string, unknown>
}

/** Makes the content of a thing from its entity. */
export function contentOf<row>(entity: Entity<row>, row: row): ChangedContent {
  return {
    types: entity.properties,
    passes: (filter) => compileFilter<row>(parseFilter(filter), entity).matches(row),
    write(select, view) {
      const query = parseQuery(select === undefined ? '' : `$select=${encodeURIComponent(select)}`)
      return writeEntity(row, entity, readSelection(query, entity, []), view)
    },
  }
}
