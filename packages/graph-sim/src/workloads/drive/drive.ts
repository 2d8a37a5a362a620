import { type ChangeTeller, untold } from '../../change-feed/change-feed.ts'
import { driveItemNotFound, nameAlreadyExists } from '../../errors/catalog.ts'
import { GraphProblem, refuse } from '../../errors/graph-problem.ts'
import type { Clock } from '../../tenant/clock.ts'
import { timestamp } from '../../time/timestamp.ts'
import type { User } from '../directory/user.ts'
import type { DriveHome } from './drive-home.ts'
import { createDriveIds, type DriveIds } from './drive-ids.ts'
import type { DriveItem, FileContent } from './drive-item.ts'
import type { DriveOwner } from './drive-owner.ts'

/** The files of a person, or of a document library. */
export interface Drive {
  readonly owner: DriveOwner
  readonly home: DriveHome
  readonly ids: DriveIds
  readonly root: DriveItem
  /** What was deleted and can be had back, the oldest first. */
  readonly bin: readonly DeletedItem[]
  /** By id, by the GUID of its list item, `root`, or a path from any of them such as `root:/a/b`; refuses what is not there. */
  find(reference: string): DriveItem
  /** A child by name in any casing; `undefined` when there is none. */
  child(folder: DriveItem, name: string): DriveItem | undefined
  addFolder(name: string, parent: DriveItem, by: User, at?: string): DriveItem
  addFile(name: string, parent: DriveItem, content: FileContent, by: User, at?: string): DriveItem
  write(item: DriveItem, content: FileContent, by: User): void
  /** Renames an item, moves it, or both; refuses a name that is taken and a folder into itself. */
  place(item: DriveItem, name: string, parent: DriveItem): void
  touch(item: DriveItem, by: User): void
  /** Takes an item out with all that is in it, and keeps it in the bin. */
  remove(item: DriveItem): void
  /** Takes an item out for good. */
  purge(item: DriveItem): void
  /** Puts a deleted item back under a name in a folder; refuses a name that is taken. */
  restore(deleted: DeletedItem, name: string, parent: DriveItem): DriveItem
}

/** An item in the bin of a drive. */
export interface DeletedItem {
  readonly item: DriveItem
  /** Where it was. */
  readonly parent: DriveItem
  /** When it was deleted, in milliseconds since the epoch. */
  readonly at: number
}

/** How a name that is taken is dealt with (Graph rule 36). */
export type ConflictBehavior = 'fail' | 'replace' | 'rename'

/** What a drive is made of. */
export interface DriveBasis {
  readonly owner: DriveOwner
  readonly home: DriveHome
  /** Who made the root, and when. */
  readonly by: User
  readonly at: string
  readonly clock: Clock
  /** Hears of every change of an item. */
  readonly tell?: ChangeTeller<DriveItem>
}

/** Creates an empty drive. */
export function createDrive(basis: DriveBasis): Drive {
  const { owner, home, by: founder, at: founded, clock, tell = untold } = basis
  const ids = createDriveIds(home)
  const byId = new Map<string, DriveItem>()
  const bin: DeletedItem[] = []
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
  const root = add('root', undefined, founder, { content: undefined, at: founded })
  const touch = (item: DriveItem, by: User): void => {
    item.version++
    item.lastModifiedDateTime = timestamp(clock.now())
    item.lastModifiedBy = by
    tell.updated(item)
  }
  const takeOut = (item: DriveItem): void => {
    for (const each of within(item)) byId.delete(ids.item(each.number))
    item.parent?.children?.delete(item.name.toLowerCase())
  }

  return {
    owner,
    home,
    ids,
    root,
    bin,
    touch,
    find: (reference) => find(reference, { root, byId, ids }),
    child: (folder, name) => folder.children?.get(name.toLowerCase()),
    addFolder: (name, parent, by, at) => add(checkName(name), parent, by, { content: undefined, at }),
    addFile: (name, parent, content, by, at) => add(checkName(name), parent, by, { content, at }),
    write(item, content, by) {
      keepVersion(item)
      item.content = content
      item.contentVersion++
      touch(item, by)
    },
    place: (item, name, parent) => place(item, checkName(name), parent),
    remove(item) {
      tell.deleted(item)
      takeOut(item)
      if (item.parent !== undefined) bin.push({ item, parent: item.parent, at: clock.now() })
    },
    purge(item) {
      tell.deleted(item)
      takeOut(item)
    },
    restore(deleted, name, parent) {
      const { item } = deleted
      place(item, checkName(name), parent)
      for (const each of within(item)) byId.set(ids.item(each.number), each)
      bin.splice(bin.indexOf(deleted), 1)
      tell.created(item)
      return item
    },
  }
}

function keepVersion({
  content,
  contentVersion,
  lastModifiedDateTime,
  lastModifiedBy,
  history,
}: DriveItem): void {
  if (content !== undefined)
    history.push({ number: contentVersion, content, lastModifiedDateTime, lastModifiedBy })
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
    fields: new Map(),
    fileTimes: {},
    inherits: true,
    checkout: undefined,
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

interface Index {
  readonly root: DriveItem
  readonly byId: ReadonlyMap<string, DriveItem>
  readonly ids: DriveIds
}

function find(reference: string, index: Index): DriveItem {
  const [start = '', path] = reference.split(/:\/?(.*)/s)
  let item = beginning(start, index) ?? refuse(driveItemNotFound)
  for (const name of (path ?? '').split('/').filter(Boolean))
    item = item.children?.get(name.toLowerCase()) ?? refuse(driveItemNotFound)
  return item
}

function beginning(start: string, { root, byId, ids }: Index): DriveItem | undefined {
  if (start.toLowerCase() === 'root') return root
  const guid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(start) ? start.toUpperCase() : undefined
  if (guid === undefined) return byId.get(start)
  return [...byId.values()].find(({ number }) => ids.guid(number) === guid)
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
