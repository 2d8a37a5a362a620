import type { View } from '../../odata/entity.ts'
import type { Query } from '../../odata/query.ts'
import { readSelection } from '../../odata/selection.ts'
import { writeEntity } from '../../odata/write-entity.ts'
import type { User } from './user.ts'
import { relatedUserEntity } from './user-entity.ts'

/** Writes a user where a directory object is expected; `undefined` stays absent. */
export function writeRelated(
  user: User | undefined,
  query: Query,
  view: View,
): Record<string, unknown> | undefined {
  if (user === undefined) return undefined
  return writeEntity(user, relatedUserEntity, readSelection(query, relatedUserEntity, []), view)
}
