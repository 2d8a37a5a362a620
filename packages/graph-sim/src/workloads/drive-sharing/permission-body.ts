import type { Call } from '../../gateway/call.ts'
import { entityBody } from '../../odata/answer-entity.ts'
import { itemContext, itemOf } from '../drive/drive-call.ts'
import { driveOf } from '../drive/drive-of.ts'
import { type Permission, permissionEntity } from './permission-entity.ts'

/** Writes one permission as an answer's body. */
export function permissionBody(call: Call, row: Permission): Record<string, unknown> {
  return entityBody(call, { entity: permissionEntity(driveOf(call)), row, context: permissionContext(call) })
}

/** The entity set of an item's permissions, for `@odata.context`. */
export function permissionContext(call: Call): string {
  const id = encodeURIComponent(driveOf(call).ids.item(itemOf(call).number))
  return itemContext(call, `items('${id}')/permissions`)
}
