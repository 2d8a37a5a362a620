import { badRequest, driveItemNotFound } from '../../errors/catalog.ts'
import { refuse } from '../../errors/graph-problem.ts'
import { created, noContent, notModified, ok } from '../../gateway/answer.ts'
import type { Call } from '../../gateway/call.ts'
import { isObject, member } from '../../gateway/parse-json.ts'
import { readJson } from '../../gateway/read-body.ts'
import { entityBody } from '../../odata/answer-entity.ts'
import { answerList, type ListSource } from '../../odata/answer-list.ts'
import type { Route } from '../../routing/route.ts'
import { contentRoutes } from './content-routes.ts'
import { copyRoutes } from './copy-item.ts'
import { createFolder } from './create-folder.ts'
import {
  actorOf,
  childrenOf,
  isUnchanged,
  itemBody,
  itemContext,
  itemEntityOf,
  itemExpanders,
  itemOf,
  requireEtag,
} from './drive-call.ts'
import type { DriveItem } from './drive-item.ts'
import { driveOf, placesOf } from './drive-of.ts'
import { drivePaths, itemPaths } from './drive-paths.ts'
import { readFiles, writeFiles } from './drive-permissions.ts'
import { driveEntity } from './drive-resource.ts'
import { driveListRules } from './drive-rules.ts'
import { recentItems } from './recent-items.ts'
import { searchItems } from './search-items.ts'
import { thumbnailRoutes } from './thumbnail-routes.ts'
import { uploadRoutes } from './upload-routes.ts'
import { versionRoutes } from './version-routes.ts'

const workload = 'drive'

/** Drives, their files and folders, and search. */
export const driveRoutes: readonly Route[] = [
  {
    method: 'GET',
    paths: drivePaths,
    workload,
    permissions: readFiles,
    answer: (call) => ok(entityBody(call, { entity: driveEntity, row: driveOf(call), context: 'drives' })),
  },
  {
    method: 'GET',
    paths: ['/users/{user}/drives', '/sites/{site}/drives', '/groups/{group}/drives'],
    workload,
    permissions: readFiles,
    answer: (call) =>
      answerList(call, {
        entity: driveEntity,
        rules: driveListRules,
        rows: placesOf(call).map((place) => place.open()),
        context: 'drives',
      }),
  },
  {
    method: 'GET',
    paths: itemPaths,
    workload,
    permissions: readFiles,
    answer(call) {
      const item = itemOf(call)
      return isUnchanged(call, item) ? notModified : ok(itemBody(call, item))
    },
  },
  {
    method: 'GET',
    paths: itemPaths.map((path) => `${path}/children`),
    workload,
    permissions: readFiles,
    answer(call) {
      const item = itemOf(call)
      if (isUnchanged(call, item)) return notModified
      return answerList(call, itemSource(call, childrenOf(item), 'children'))
    },
  },
  {
    method: 'GET',
    paths: [...drivePaths, ...itemPaths].map((path) => `${path}/search(q='{q}')`),
    workload,
    permissions: readFiles,
    answer: (call) =>
      answerList(call, itemSource(call, searchItems(itemOf(call), call.params['q'] ?? ''), 'items')),
  },
  {
    method: 'POST',
    paths: itemPaths.map((path) => `${path}/children`),
    workload,
    permissions: writeFiles,
    answer: (call) => created(itemBody(call, createFolder(call))),
  },
  {
    method: 'PATCH',
    paths: itemPaths,
    workload,
    permissions: writeFiles,
    answer: (call) => ok(itemBody(call, change(call))),
  },
  {
    method: 'DELETE',
    paths: itemPaths,
    workload,
    permissions: writeFiles,
    answer(call) {
      const item = itemOf(call)
      requireEtag(call, item)
      if (item.parent === undefined) refuse(badRequest('The root of a drive cannot be deleted.'))
      driveOf(call).remove(item)
      return noContent
    },
  },
  {
    method: 'GET',
    paths: drivePaths.flatMap((path) => [`${path}/recent`, `${path}/recent()`]),
    workload,
    permissions: readFiles,
    answer: (call) => answerList(call, itemSource(call, recentItems(driveOf(call), actorOf(call)), 'items')),
  },
  ...contentRoutes,
  ...uploadRoutes,
  ...copyRoutes,
  ...versionRoutes,
  ...thumbnailRoutes,
]

function itemSource(call: Call, rows: readonly DriveItem[], set: string): ListSource<DriveItem> {
  const parent = call.params['item'] ?? 'root'
  return {
    entity: itemEntityOf(call),
    rules: driveListRules,
    rows,
    context:
      set === 'items'
        ? itemContext(call, 'items')
        : itemContext(
            call,
            parent === 'root' ? 'root/children' : `items('${encodeURIComponent(parent)}')/children`,
          ),
    expand: itemExpanders(call),
  }
}

function change(call: Call): DriveItem {
  const drive = driveOf(call)
  const item = itemOf(call)
  requireEtag(call, item)
  const json = readJson(call)
  const name = member(json, 'name')
  const reference = member(json, 'parentReference')
  const description = member(json, 'description')
  const parent = isObject(reference) ? targetOf(call, reference) : (item.parent ?? refuse(driveItemNotFound))
  if (name !== undefined || parent !== item.parent)
    drive.place(item, typeof name === 'string' ? name : item.name, parent)
  if (typeof description === 'string') item.description = description
  drive.touch(item, actorOf(call))
  return item
}

function targetOf(call: Call, reference: Readonly<Record<string, unknown>>): DriveItem {
  const drive = driveOf(call)
  const id = member(reference, 'id')
  if (id === 'root')
    refuse(badRequest("The parentReference needs the root folder's own id instead of 'root'."))
  if (typeof id === 'string') return drive.find(id)
  const path = member(reference, 'path')
  if (typeof path !== 'string') refuse(badRequest('The parentReference needs an id or a path.'))
  return drive.find(path.replace(/^\/?(drive|drives\/[^/]+)\//, '').replace(/:$/, ''))
}
