import { type ChangeTeller, untold } from '../../change-feed/change-feed.ts'
import { driveItemNotFound, nameAlreadyExists } from '../../errors/catalog.ts'
import { GraphProblem, refuse } from '../../errors/graph-problem.ts'
import type { Clock } from '../../tenant/clock.ts'
import { timestamp } from '../../time/timestamp.ts'
import type { User } from '../directory/user.ts'
import { createDriveIds, type DriveIds } from './drive-ids.ts'
import type { DriveItem, FileContent } from './drive-item.ts'

/** The files of one person. */
export interface Drive {
  readonly owner: User
  readonly ids: DriveIds
  readonly root: DriveItem
  /** By id, `root`, or a path from either such as `root:/a/b`; refuses what is not there. */
  find(reference: string): DriveItem
  /** A child by name in any casing; `undefined` when there is none. */
  child(folder: DriveItem, name: string): DriveItem | undefined
  addFolder(name: string, parent: DriveItem, by: User, at?: string): DriveItem
  addFile(name: string, parent: DriveItem, content: FileContent, by: User, at?: string): DriveItem
  write(item: DriveItem, content: FileContent, by: User): void
  /** Renames an item, moves it, or both; refuses a name that is taken and a folder into itself. */
  place(item: DriveItem, name: string, parent: DriveItem): void
  touch(item: DriveItem, by: User): void
  /** Takes an item out with all that is in it. */
  remove(item: DriveItem): void
}

/** How a name that is taken is dealt with (Graph rule 36). */
export type ConflictBehavior = 'fail' | 'replace' | 'rename'

/** Creates an empty drive. */
export function createDrive(
  owner: User,
  clock: Clock,
  seed: string,
  tell: ChangeTeller<DriveItem> = untold,
): Drive {
  const ids = createDriveIds(seed)
  const byId = new Map<string, DriveItem>()
  let number = 0

  const add = (name: string, parent: DriveItem | undefined, by: User, rest: Added): DriveItem => {
    const item = newItem(number++, name, parent, {
      by,
      content: rest.content,
      at: rest.at ?? timestamp(clock.now()),
    })
    byId.set(ids.item(item.number), item)
    parent?.children?.set(name.toLowerCase(), item)
    tell.created(item)
    return item
  }
  const root = add('root', undefined, owner, { content: undefined, at: owner.createdDateTime })
  const touch = (item: DriveItem, by: User): void => {
    item.version++
    item.lastModifiedDateTime = timestamp(clock.now())
    item.lastModifiedBy = by
    tell.updated(item)
  }

  return {
    owner,
    ids,
    root,
    touch,
    find: (reference) => find(reference, root, byId),
    child: (folder, name) => folder.children?.get(name.toLowerCase()),
    addFolder: (name, parent, by, at) => add(checkName(name), parent, by, { content: undefined, at }),
    addFile: (name, parent, content, by, at) => add(checkName(name), parent, by, { content, at }),
    write(item, content, by) {
      const { contentVersion, lastModifiedDateTime, lastModifiedBy } = item
      if (item.content !== undefined)
        item.history.push({
          number: contentVersion,
          content: item.content,
          lastModifiedDateTime,
          lastModifiedBy,
        })
      item.content = content
      item.contentVersion++
      touch(item, by)
    },
    place: (item, name, parent) => place(item, checkName(name), parent),
    remove(item) {
      tell.deleted(item)
      for (const each of within(item)) byId.delete(ids.item(each.number))
      item.parent?.children?.delete(item.name.toLowerCase())
    },
  }
}

interface Added {
  readonly content: FileContent | undefined
  readonly at: string | undefined
}

interface Origin {
  readonly by: User
  readonly at: string
  readonly content: FileContent | undefined
}

function newItem(
  number: number,
  name: string,
  parent: DriveItem | undefined,
  { by, at, content }: Origin,
): DriveItem {
  return {
    number,
    name,
    parent,
    children: content === undefined ? new Map() : undefined,
    createdDateTime: at,
    lastModifiedDateTime: at,
    createdBy: by,
    lastModifiedBy: by,
    version: 1,
    contentVersion: 1,
    description: undefined,
    content,
    history: [],
    grants: [],
  }
}

/** An item and everything below it. */
export function within(item: DriveItem): readonly DriveItem[] {
  return [item, ...[...(item.children?.values() ?? [])].flatMap(within)]
}

/** A name like the given one that is free in a folder: `Plan 1.docx` for `Plan.docx`. */
export function freeName(folder: DriveItem, name: string): string {
  const dot = name.lastIndexOf('.')
  const [stem, end] = dot > 0 ? [name.slice(0, dot), name.slice(dot)] : [name, '']
  for (let i = 1; ; i++) {
    const candidate = `${stem} ${i}${end}`
    if (!folder.children?.has(candidate.toLowerCase())) return candidate
  }
}

function find(reference: string, root: DriveItem, byId: ReadonlyMap<string, DriveItem>): DriveItem {
  const [start = '', path] = reference.split(/:\/?(.*)/s)
  const first = start.toLowerCase() === 'root' ? root : byId.get(start)
  if (first === undefined) return refuse(driveItemNotFound)
  let item = first
  for (const name of (path ?? '').split('/').filter(Boolean))
    item = item.children?.get(name.toLowerCase()) ?? refuse(driveItemNotFound)
  return item
}

function place(item: DriveItem, name: string, parent: DriveItem): void {
  if (parent.children === undefined) refuse(driveItemNotFound)
  const taken = parent.children.get(name.toLowerCase())
  if (taken !== undefined && taken !== item) refuse(nameAlreadyExists)
  if (within(item).includes(parent)) invalid('A folder cannot be moved into itself.')
  item.parent?.children?.delete(item.name.toLowerCase())
  item.name = name
  item.parent = parent
  parent.children.set(name.toLowerCase(), item)
}

function checkName(name: string): string {
  const bad = name === '' || name.length > 400 || /["*:<>?/\\|\p{Cc}]/u.test(name) || /^\s|[\s.]$/.test(name)
  return bad
    ? invalid('The provided name cannot contain any of the following characters: ", *, :, <, >, ?, /, \\, |')
    : name
}

function invalid(message: string): never {
  throw new GraphProblem({ status: 400, code: 'invalidRequest', message })
}
