import { badRequest, driveItemNotFound, nameAlreadyExists, notSimulated } from '../../errors/catalog.ts'
import { refuse } from '../../errors/graph-problem.ts'
import type { Answer } from '../../gateway/answer.ts'
import type { Call } from '../../gateway/call.ts'
import { isObject, type JsonObject, member } from '../../gateway/parse-json.ts'
import { readJson } from '../../gateway/read-body.ts'
import type { Route } from '../../routing/route.ts'
import type { User } from '../directory/user.ts'
import { folderOf } from './change-item.ts'
import { conflictBehaviorOf } from './conflict-behavior.ts'
import type { CopyOutcome } from './copy-monitors.ts'
import { type ConflictBehavior, type Drive, freeName, within } from './drive.ts'
import { actorOf, itemOf } from './drive-call.ts'
import type { DriveItem } from './drive-item.ts'
import { driveOf } from './drive-of.ts'
import { itemPaths } from './drive-paths.ts'
import { writeFiles } from './drive-permissions.ts'

/** Copying items, which Graph does after it has answered (Graph rule 36). */
export const copyRoutes: readonly Route[] = [
  {
    method: 'POST',
    paths: itemPaths.map((path) => `${path}/copy`),
    workload: 'drive',
    permissions: writeFiles,
    answer: copyItem,
  },
]

interface Copying {
  readonly drive: Drive
  readonly parent: DriveItem
  readonly name: string
  readonly behavior: ConflictBehavior
  readonly by: User
}

function copyItem(call: Call): Answer {
  const item = itemOf(call)
  const json = readJson(call)
  for (const option of ['childrenOnly', 'includeAllVersionHistory'])
    if (member(json, option) === true) refuse(notSimulated(`${option} of a copy`))
  if (item.parent === undefined) refuse(badRequest('The root of a drive cannot be copied.'))
  const name = member(json, 'name')
  const target = targetOf(call, json, item.parent)
  const outcome = copy(item, {
    ...target,
    name: typeof name === 'string' ? name : item.name,
    behavior: conflictBehaviorOf(call.query.parameter('@microsoft.graph.conflictBehavior')),
    by: actorOf(call),
  })
  const location = call.tenant.driveServices.copies.open(call.base, target.drive, outcome)
  return { status: 202, headers: { Location: location } }
}

function targetOf(call: Call, json: JsonObject, ownParent: DriveItem): Pick<Copying, 'drive' | 'parent'> {
  const reference = member(json, 'parentReference')
  if (reference === undefined) return { drive: driveOf(call), parent: ownParent }
  if (!isObject(reference)) return refuse(badRequest('The parentReference has to be an object.'))
  const drive = targetDrive(call, member(reference, 'driveId'))
  return { drive, parent: folderOf(drive, reference) }
}

function targetDrive(call: Call, id: unknown): Drive {
  if (typeof id !== 'string') return driveOf(call)
  return (call.tenant.drivePlace(id) ?? refuse(driveItemNotFound)).open()
}

/** Copies at once; what goes wrong is told to who asks how far it is. */
function copy(item: DriveItem, { drive, parent, name, behavior, by }: Copying): CopyOutcome {
  const taken = drive.child(parent, name)
  if (within(item).includes(parent))
    return { kind: 'failed', code: 'invalidRequest', message: 'A folder cannot be copied into itself.' }
  if (
    taken !== undefined &&
    (behavior === 'fail' || (behavior === 'replace' && within(taken).includes(item)))
  ) {
    const { code, message } = nameAlreadyExists
    return { kind: 'failed', code, message }
  }
  if (taken !== undefined && behavior === 'replace') drive.remove(taken)
  const free = taken !== undefined && behavior === 'rename' ? freeName(parent, name) : name
  return {
    kind: 'completed',
    resourceId: drive.ids.item(duplicate(item, free, { drive, parent, by }).number),
  }
}

type Destination = Pick<Copying, 'drive' | 'parent' | 'by'>

/** Nothing but names, contents and descriptions goes along: neither permissions nor former versions. */
function duplicate(item: DriveItem, name: string, { drive, parent, by }: Destination): DriveItem {
  const made =
    item.content === undefined
      ? drive.addFolder(name, parent, by)
      : drive.addFile(name, parent, item.content, by)
  made.description = item.description
  for (const child of item.children?.values() ?? []) duplicate(child, child.name, { drive, parent: made, by })
  return made
}
