import { driveItemNotFound } from '../../errors/catalog.ts'
import { refuse } from '../../errors/graph-problem.ts'
import type { Call } from '../../gateway/call.ts'
import type { Drive } from './drive.ts'
import type { DriveItem } from './drive-item.ts'
import { writeFiles } from './drive-permissions.ts'
import { specialPlaces } from './special-facet.ts'

/** The special folder of a drive that has a name, made when it is missing and the token may write. */
export function specialFolder(call: Call, drive: Drive, name: string): DriveItem {
  const place = placeFor(call, name.toLowerCase()) ?? refuse(driveItemNotFound)
  return place.reduce(
    (folder, part) => drive.child(folder, part) ?? makeFolder(call, drive, folder, part),
    drive.root,
  )
}

/** The folder of an app is named after it. */
function placeFor({ principal }: Call, name: string): readonly string[] | undefined {
  const place = specialPlaces.get(name)
  return name === 'approot' ? [...(place ?? []), principal.appId] : place
}

function makeFolder({ principal }: Call, drive: Drive, parent: DriveItem, name: string): DriveItem {
  const sufficient = principal.kind === 'application' ? writeFiles.application : writeFiles.delegated
  if (!sufficient.some((permission) => principal.granted.has(permission)))
    refuse({ status: 403, code: 'accessDenied', message: 'Access denied' })
  return drive.addFolder(name, parent, drive.root.createdBy)
}
