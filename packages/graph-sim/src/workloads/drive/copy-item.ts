import { badRequest, driveItemNotFound, nameAlreadyExists } from '../../errors/catalog.ts'
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
  /** Which versions of a file go along. */
  readonly versions: 'latest' | 'all'
}

function copyItem(call: Call): Answer {
  const item = itemOf(call)
  const json = readJson(call)
  const alone = member(json, 'childrenOnly') === true
  if (alone && item.children === undefined) refuse(badRequest('childrenOnly is for folders.'))
  if (item.parent === undefined && !alone) refuse(badRequest('The root of a drive cannot be copied.'))
  const name = member(json, 'name')
  const target = targetOf(call, json, item.parent ?? item)
  const copying = {
    ...target,
    name: typeof name === 'string' ? name : item.name,
    behavior: conflictBehaviorOf(call.query.parameter('@microsoft.graph.conflictBehavior')),
    by: actorOf(call),
    versions: member(json, 'includeAllVersionHistory') === true ? 'all' : 'latest',
  } as const
  const outcome = alone ? copyChildren(item, copying) : copy(item, copying)
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
function copy(item: DriveItem, copying: Copying): CopyOutcome {
  const { drive, parent, name, behavior } = copying
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
    resourceId: drive.ids.item(duplicate(item, free, copying).number),
  }
}

/** Copies what is in a folder, until something goes wrong. */
function copyChildren(folder: DriveItem, copying: Copying): CopyOutcome {
  for (const child of [...(folder.children?.values() ?? [])]) {
    const outcome = copy(child, { ...copying, name: child.name })
    if (outcome.kind === 'failed') return outcome
  }
  return { kind: 'completed', resourceId: copying.drive.ids.item(copying.parent.number) }
}

type Destination = Pick<Copying, 'drive' | 'parent' | 'by' | 'versions'>

/** Nothing but names, contents, descriptions and the versions that are wanted goes along, no permissions. */
function duplicate(item: DriveItem, name: string, destination: Destination): DriveItem {
  const { drive, parent, by, versions } = destination
  const made =
    item.content === undefined
      ? drive.addFolder(name, parent, by)
      : drive.addFile(name, parent, item.content, by)
  made.description = item.description
  if (versions === 'all') {
    made.history.push(...item.history)
    made.contentVersion = item.contentVersion
  }
  for (const child of item.children?.values() ?? [])
    duplicate(child, child.name, { ...destination, parent: made })
  return made
}
