import type { Entity, View } from './entity.ts'
import type { Expansion, Selection } from './selection.ts'

/** Fetches a navigation property of a row for `$expand`. */
export type Expander<row> = (row: row, expansion: Expansion) => unknown

/** Writes one row as JSON: annotations first, then the selected properties in the metadata's order. */
export function writeEntity<row>(
  row: row,
  entity: Entity<row>,
  selection: Selection,
  view: View,
  expand: Readonly<Record<string, Expander<row>>> = {},
): Record<string, unknown> {
  const json: Record<string, unknown> = { ...entity.annotations(row, view) }
  for (const name of entity.always) json[name] = entity.read(row, name, view)
  for (const name of selection.properties) {
    if (view.withheld.includes(name)) continue
    const value = entity.read(row, name, view)
    if (value !== undefined) json[name] = value
  }
  if (selection.asked === undefined) Object.assign(json, entity.derived?.(row, view))
  for (const expansion of selection.expanded) json[expansion.name] = expand[expansion.name]?.(row, expansion)
  return json
}
