import { driveItemNotFound, etagMismatch } from '../../errors/catalog.ts'
import { refuse } from '../../errors/graph-problem.ts'
import type { Call } from '../../gateway/call.ts'
import { entityBody } from '../../odata/answer-entity.ts'
import type { Entity } from '../../odata/entity.ts'
import { readSelection } from '../../odata/selection.ts'
import { type Expander, writeEntity } from '../../odata/write-entity.ts'
import type { User } from '../directory/user.ts'
import { findShared } from '../drive-sharing/find-shared.ts'
import { permissionEntity } from '../drive-sharing/permission-entity.ts'
import { permissionsOn } from '../drive-sharing/permissions-on.ts'
import { writeListItem } from '../sites/write-list-item.ts'
import { type Drive, within } from './drive.ts'
import { contentTagOf, driveItemEntity, etagOf } from './drive-entity.ts'
import type { DriveItem } from './drive-item.ts'
import { driveContext, driveOf } from './drive-of.ts'
import { specialFolder } from './special-folder.ts'
import { thumbnailSets, wantedSizes } from './thumbnail-sets.ts'

/** The item that a path names, by id or by path. */
export function itemOf(call: Call): DriveItem {
  const { share, item, row } = call.params
  if (share !== undefined && item === undefined) return findShared(call).item
  const drive = driveOf(call)
  if (row !== undefined) return itemOfRow(drive, row)
  const [, name, path] = /^special\/([^:]*)(?::\/?(.*))?$/is.exec(item ?? '') ?? []
  if (name === undefined) return drive.find(item ?? 'root')
  const folder = drive.ids.item(specialFolder(call, drive, name).number)
  return drive.find(path === undefined ? folder : `${folder}:/${path}`)
}

/** The item that a row of a library stands for. */
export function itemOfRow(drive: Drive, row: string): DriveItem {
  const found = within(drive.root).find(({ number }) => number > 0 && String(number) === row)
  return found ?? refuse(driveItemNotFound)
}

/** Who is doing this: the signed-in user, or for an app the owner of the drive or who made its root. */
export function actorOf(call: Call): User {
  if (call.principal.kind === 'delegated') return call.principal.user
  const { owner, root } = driveOf(call)
  return owner.kind === 'user' ? owner.user : root.createdBy
}

/** Drive items with download addresses that this request's client can reach. */
export function itemEntityOf(call: Call): Entity<DriveItem> {
  const drive = driveOf(call)
  return driveItemEntity(drive, (item) => call.tenant.downloads.urlFor(call.base, drive, item))
}

/** What may be expanded on a drive item. */
export function itemExpanders(call: Call): Readonly<Record<string, Expander<DriveItem>>> {
  const entity = itemEntityOf(call)
  const { downloads } = call.tenant
  return {
    thumbnails: (item, { query }) =>
      thumbnailSets(
        item,
        (of, size) => downloads.urlFor(call.base, driveOf(call), of, size),
        wantedSizes(query.option('select')),
      ),
    children: (item, { query }) => {
      const selection = readSelection(query, entity, ['thumbnails', 'permissions'])
      return childrenOf(item)
        .slice(0, 200)
        .map((child) => writeEntity(child, entity, selection, call.view, itemExpanders(call)))
    },
    listItem: (item, expansion) => writeListItem(call, { drive: driveOf(call), item }, expansion.query),
    permissions(item, { query }) {
      const permission = permissionEntity(driveOf(call))
      const selection = readSelection(query, permission, [])
      return permissionsOn(item, driveOf(call), call.tenant.clock.now()).map((row) =>
        writeEntity(row, permission, selection, call.view),
      )
    },
  }
}

/** The items in a folder by name; none for a file. */
export function childrenOf(item: DriveItem): readonly DriveItem[] {
  return [...(item.children?.values() ?? [])].toSorted((a, b) => a.name.localeCompare(b.name, 'en'))
}

/** The entity set of a path's items, for `@odata.context`. */
export function itemContext(call: Call, set: string): string {
  return `${driveContext(call)}/${set}`
}

/** Writes one item as an answer's body. */
export function itemBody(call: Call, item: DriveItem): Record<string, unknown> {
  return entityBody(call, {
    entity: itemEntityOf(call),
    row: item,
    context: oneItemContext(call, item),
    expand: itemExpanders(call),
  })
}

/** What is behind a link is the one item of it. */
function oneItemContext(call: Call, item: DriveItem): string {
  if (call.params['share'] !== undefined && call.params['item'] === undefined)
    return itemContext(call, 'driveItem')
  return itemContext(call, item.parent === undefined ? 'root' : 'items')
}

/** Refuses with 412 when `If-Match` names another version than the present one (Graph rule 39). */
export function requireEtag(call: Call, item: DriveItem): void {
  const wanted = call.headers.get('if-match')
  if (wanted === null || wanted.trim() === '*' || isTagOf(wanted, call, item)) return
  refuse(etagMismatch)
}

/** Refuses a change that `If-Match` forbids, or of a file that somebody else has checked out. */
export function requireWritable(call: Call, item: DriveItem): void {
  requireEtag(call, item)
  if (item.checkout !== undefined && item.checkout.by !== actorOf(call)) refuse(locked)
}

/** Somebody else has checked the file out. */
export const locked = {
  status: 423,
  code: 'resourceLocked',
  message: 'The resource you are attempting to access is locked',
}

/** Whether `If-None-Match` names the present version, so that there is nothing new to send. */
export function isUnchanged(call: Call, item: DriveItem): boolean {
  const known = call.headers.get('if-none-match')
  return known !== null && isTagOf(known, call, item)
}

/** Either tag of an item will do: that of the whole and that of its content. */
function isTagOf(value: string, call: Call, item: DriveItem): boolean {
  const tag = value.trim().replace(/^W\//, '')
  return tag === etagOf(item, driveOf(call)) || tag === contentTagOf(item, driveOf(call))
}
