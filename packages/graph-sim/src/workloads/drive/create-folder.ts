import { badRequest, driveItemNotFound, nameAlreadyExists } from '../../errors/catalog.ts'
import { refuse } from '../../errors/graph-problem.ts'
import type { Call } from '../../gateway/call.ts'
import { isObject, member } from '../../gateway/parse-json.ts'
import { readJson } from '../../gateway/read-body.ts'
import { conflictBehaviorOf } from './conflict-behavior.ts'
import { freeName } from './drive.ts'
import { actorOf, itemOf } from './drive-call.ts'
import type { DriveItem } from './drive-item.ts'
import { driveOf } from './drive-of.ts'

/** Makes the folder that a request's body describes in the folder that its path names (Graph rule 36). */
export function createFolder(call: Call): DriveItem {
  const drive = driveOf(call)
  const parent = itemOf(call)
  if (parent.children === undefined) refuse(driveItemNotFound)
  const json = readJson(call)
  const name = member(json, 'name')
  if (typeof name !== 'string' || !isObject(member(json, 'folder')))
    refuse(badRequest('A new folder needs a name and a "folder" facet; files are made with PUT …/content.'))
  const taken = drive.child(parent, name)
  if (taken === undefined) return drive.addFolder(name, parent, actorOf(call))
  const behavior = conflictBehaviorOf(json['@microsoft.graph.conflictBehavior'])
  if (behavior === 'rename') return drive.addFolder(freeName(parent, name), parent, actorOf(call))
  if (behavior === 'replace' && taken.children !== undefined) return taken
  return refuse(nameAlreadyExists)
}
