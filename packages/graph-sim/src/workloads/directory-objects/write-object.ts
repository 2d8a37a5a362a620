import type { View } from '../../odata/entity.ts'
import type { Query } from '../../odata/query.ts'
import { readSelection } from '../../odata/selection.ts'
import { writeEntity } from '../../odata/write-entity.ts'
import type { AnyObject } from './any-object.ts'
import { directoryObjectEntity } from './directory-object-entity.ts'

/** Writes an object where any directory object could stand; `undefined` stays absent. */
export function writeObject(
  object: AnyObject | undefined,
  query: Query,
  view: View,
): Record<string, unknown> | undefined {
  if (object === undefined) return undefined
  return writeEntity(object, directoryObjectEntity, readSelection(query, directoryObjectEntity, []), view)
}
