import type { Call } from '../../gateway/call.ts'
import { entityBody } from '../../odata/answer-entity.ts'
import { readSelection } from '../../odata/selection.ts'
import { writeEntity } from '../../odata/write-entity.ts'
import { itemContext, itemOf } from '../drive/drive-call.ts'
import { driveOf } from '../drive/drive-of.ts'
import { type Permission, permissionEntity } from './permission-entity.ts'

/** Writes one permission as an answer's body. */
export function permissionBody(call: Call, row: Permission): Record<string, unknown> {
  return entityBody(call, { entity: permissionEntity(driveOf(call)), row, context: permissionContext(call) })
}

/** Writes the permissions that an action has given or changed. */
export function permissionsBody(call: Call, rows: readonly Permission[]): Record<string, unknown> {
  const entity = permissionEntity(driveOf(call))
  const selection = readSelection(call.query, entity, [])
  return {
    '@odata.context': `${call.base}/$metadata#Collection(permission)`,
    value: rows.map((row) => writeEntity(row, entity, selection, call.view)),
  }
}

/** The entity set of an item's permissions, for `@odata.context`. */
export function permissionContext(call: Call): string {
  const id = encodeURIComponent(driveOf(call).ids.item(itemOf(call).number))
  return itemContext(call, `items('${id}')/permissions`)
}
