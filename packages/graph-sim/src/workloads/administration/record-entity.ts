import type { Entity } from '../../odata/entity.ts'
import type { PropertyType } from '../../odata/property-type.ts'

/** What there is to say of a type of rows that hold their properties under Graph's own names. */
export interface RecordShape {
  readonly name: string
  readonly properties: Readonly<Record<string, PropertyType>>
  /** Navigation properties that exist; none by default. */
  readonly navigation?: readonly string[]
  /** Members that every row begins with, e.g. `@odata.type`; none by default. */
  readonly annotations?: Readonly<Record<string, unknown>>
}

/** Describes rows that are written as they are; a property that a row lacks is left out. */
export function recordEntity<row extends object>(shape: RecordShape): Entity<row> {
  const { name, properties, navigation = [], annotations = {} } = shape
  return {
    name,
    properties,
    navigation,
    defaults: Object.keys(properties),
    always: [],
    read: (row, property) => (row as Readonly<Record<string, unknown>>)[property],
    annotations: () => annotations,
  }
}
