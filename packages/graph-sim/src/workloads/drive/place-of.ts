import { driveItemNotFound, nameAlreadyExists } from '../../errors/catalog.ts'
import { refuse } from '../../errors/graph-problem.ts'
import type { Call } from '../../gateway/call.ts'
import type { Drive } from './drive.ts'
import { actorOf, itemOf } from './drive-call.ts'
import type { DriveItem } from './drive-item.ts'

/** A place in a drive for a file. */
export interface Place {
  readonly parent: DriveItem
  readonly name: string
  /** What has that name there already. */
  readonly present: DriveItem | undefined
}

/** Says where a file goes: over the item of an id, or to a path, whose folders are made as they are needed. */
export function placeOf(call: Call, drive: Drive): Place {
  const reference = call.params['item'] ?? ''
  const [start = '', path] = reference.split(/:\/?(.*)/s)
  if (path === undefined || path === '') {
    const present = itemOf(call)
    return { parent: present.parent ?? refuse(driveItemNotFound), name: present.name, present }
  }
  const names = path.split('/').filter(Boolean)
  const name = names.pop() ?? refuse(driveItemNotFound)
  const parent = names.reduce((folder, each) => childFolder(call, drive, folder, each), itemAt(call, start))
  return { parent, name, present: drive.child(parent, name) }
}

/** The item that a path begins at. */
function itemAt(call: Call, start: string): DriveItem {
  return itemOf({ ...call, params: { ...call.params, item: start } })
}

function childFolder(call: Call, drive: Drive, folder: DriveItem, name: string): DriveItem {
  const child = drive.child(folder, name) ?? drive.addFolder(name, folder, actorOf(call))
  return child.children === undefined ? refuse(nameAlreadyExists) : child
}
