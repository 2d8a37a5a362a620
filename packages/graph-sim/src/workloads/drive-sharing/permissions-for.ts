import type { Call } from '../../gateway/call.ts'
import { itemOf } from '../drive/drive-call.ts'
import type { DriveItem } from '../drive/drive-item.ts'
import { driveOf } from '../drive/drive-of.ts'
import type { Permission } from './permission-entity.ts'
import { permissionsOn } from './permissions-on.ts'

/** The permissions on a path's item that its client may see: somebody else's file shows only those that count for oneself. */
export function permissionsFor(call: Call, item: DriveItem = itemOf(call)): readonly Permission[] {
  const drive = driveOf(call)
  const all = permissionsOn(item, drive, call.tenant.clock.now())
  const { principal } = call
  if (principal.kind === 'application' || drive.owner.kind !== 'user') return all
  if (drive.owner.user === principal.user) return all
  return all.filter(
    ({ grant: { link, grantees } }) =>
      (link !== undefined && link.scope !== 'users') || grantees.some(({ id }) => id === principal.user.id),
  )
}
