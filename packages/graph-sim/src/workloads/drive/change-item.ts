import { badRequest, driveItemNotFound } from '../../errors/catalog.ts'
import { refuse } from '../../errors/graph-problem.ts'
import type { Call } from '../../gateway/call.ts'
import { isObject, type JsonObject, member } from '../../gateway/parse-json.ts'
import { readJson } from '../../gateway/read-body.ts'
import { conflictBehaviorOf } from './conflict-behavior.ts'
import { type Drive, freeName, within } from './drive.ts'
import { actorOf, itemOf, requireWritable } from './drive-call.ts'
import type { DriveItem, FileTimes } from './drive-item.ts'
import { driveOf } from './drive-of.ts'

/** Changes what a request's body names of an item: its name, its place, its description, its times. */
export function changeItem(call: Call): DriveItem {
  const drive = driveOf(call)
  const item = itemOf(call)
  requireWritable(call, item)
  const json = readJson(call)
  const name = member(json, 'name')
  const reference = member(json, 'parentReference')
  const description = member(json, 'description')
  const times = member(json, 'fileSystemInfo')
  if (name !== undefined && typeof name !== 'string') refuse(badRequest('The name has to be a string.'))
  const parent = isObject(reference) ? targetOf(drive, reference) : item.parent
  if (name !== undefined || parent !== item.parent)
    move(call, item, { name: name ?? item.name, parent: parent ?? refuse(rootStays) })
  if (typeof description === 'string') item.description = description
  if (isObject(times)) item.fileTimes = { ...item.fileTimes, ...readTimes(times) }
  drive.touch(item, actorOf(call))
  return item
}

const rootStays = badRequest('The root of a drive can be neither renamed nor moved.')

interface Destination {
  readonly name: string
  readonly parent: DriveItem
}

function move(call: Call, item: DriveItem, { name, parent }: Destination): void {
  const drive = driveOf(call)
  const wish = readJson(call)['@microsoft.graph.conflictBehavior']
  const behavior = conflictBehaviorOf(wish ?? call.query.parameter('@microsoft.graph.conflictBehavior'))
  const taken = drive.child(parent, name)
  const isFree = taken === undefined || taken === item
  if (!isFree && behavior === 'replace' && !within(taken).includes(item)) drive.remove(taken)
  drive.place(item, !isFree && behavior === 'rename' ? freeName(parent, name) : name, parent)
}

/** The folder of the same drive that a parentReference names. */
export function targetOf(drive: Drive, reference: JsonObject): DriveItem {
  const driveId = member(reference, 'driveId')
  if (typeof driveId === 'string' && driveId !== drive.ids.drive)
    refuse(badRequest('Items cannot be moved between drives: copy and delete them.'))
  if (member(reference, 'id') === 'root')
    refuse(badRequest("The parentReference needs the root folder's own id instead of 'root'."))
  return folderOf(drive, reference)
}

/** The folder of a drive that a reference names by its id or by its path. */
export function folderOf(drive: Drive, reference: JsonObject): DriveItem {
  const id = member(reference, 'id')
  const path = member(reference, 'path')
  if (typeof id !== 'string' && typeof path !== 'string')
    refuse(badRequest('The parentReference needs an id or a path.'))
  const name = typeof id === 'string' ? id : decoded(String(path)).replace(/^\/?(drive|drives\/[^/]+)\//, '')
  const parent = drive.find(name.replace(/:?\/?$/, ''))
  return parent.children === undefined ? refuse(driveItemNotFound) : parent
}

/** Paths in answers are percent-encoded, and clients give them back as they got them. */
function decoded(path: string): string {
  try {
    return decodeURIComponent(path)
  } catch {
    return path
  }
}

function readTimes(times: JsonObject): FileTimes {
  const read = (name: keyof FileTimes): FileTimes => {
    const value = member(times, name)
    if (value === undefined) return {}
    if (typeof value !== 'string' || Number.isNaN(Date.parse(value)))
      return refuse(badRequest(`The ${name} of fileSystemInfo has to be an ISO 8601 time.`))
    return { [name]: value }
  }
  return { ...read('createdDateTime'), ...read('lastModifiedDateTime') }
}
