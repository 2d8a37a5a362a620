import { documentOf } from '../documents/make-document.ts'
import { isObject, type JsonObject } from '../gateway/parse-json.ts'
import type { Drive } from '../workloads/drive/drive.ts'
import type { DriveItem } from '../workloads/drive/drive-item.ts'
import { mimeTypeOf } from '../workloads/drive/mime-type.ts'
import { bytesIn } from './bytes-in.ts'
import { NotTaken } from './imported-thing.ts'
import type { JsonPlace, TakenThing } from './json-place.ts'

/** Takes a folder, or a file with its bytes, into the folder that it was in. */
export function takeDriveItem(json: JsonObject, place: JsonPlace): TakenThing {
  const { state, owner, driveFolders } = place
  const { name, id, folder, contentBytes } = json
  if (typeof name !== 'string' || name === '' || /["*:<>?/\\|]/.test(name))
    throw new NotTaken('It has no name that a file can have.')
  const drive = state.drive(owner)
  if (isObject(folder) && contentBytes === undefined) {
    const parent = parentOf(json, drive, place)
    const known = drive.child(parent, name)
    if (known !== undefined && known.children === undefined)
      throw new NotTaken('There is a file of that name.')
    const item = known ?? drive.addFolder(name, parent, owner)
    if (typeof id === 'string') driveFolders.set(id, item)
    return { id: drive.ids.item(item.number), notes: [] }
  }
  const content = documentOf(bytesIn(json), mimeOf(json, name))
  const parent = parentOf(json, drive, place)
  if (drive.child(parent, name) !== undefined) throw new NotTaken('There is something of that name.')
  return { id: drive.ids.item(drive.addFile(name, parent, content, owner).number), notes: [] }
}

function mimeOf({ file }: JsonObject, name: string): string {
  const given = isObject(file) ? file['mimeType'] : undefined
  return mimeTypeOf(name) ?? (typeof given === 'string' ? given : 'application/octet-stream')
}

/** The folder that the saved item was in: by its id among what was taken, else by its path, which is made. */
function parentOf(
  { parentReference }: JsonObject,
  drive: Drive,
  { owner, driveFolders }: JsonPlace,
): DriveItem {
  if (!isObject(parentReference)) return drive.root
  const taken = driveFolders.get(String(parentReference['id']))
  if (taken !== undefined) return taken
  const [, path = ''] = /root:(.*)$/s.exec(String(parentReference['path'] ?? '')) ?? []
  return path
    .split('/')
    .filter(Boolean)
    .map(decodeURIComponent)
    .reduce((parent, name) => {
      const known = drive.child(parent, name)
      if (known !== undefined && known.children === undefined)
        throw new NotTaken(`${name} in its path is a file.`)
      return known ?? drive.addFolder(name, parent, owner)
    }, drive.root)
}
