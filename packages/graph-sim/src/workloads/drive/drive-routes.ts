import { badRequest } from '../../errors/catalog.ts'
import { refuse } from '../../errors/graph-problem.ts'
import { created, noContent, notModified, ok } from '../../gateway/answer.ts'
import type { Call } from '../../gateway/call.ts'
import { entityBody } from '../../odata/answer-entity.ts'
import { answerList, type ListSource } from '../../odata/answer-list.ts'
import type { Route } from '../../routing/route.ts'
import { changeItem } from './change-item.ts'
import { checkoutRoutes } from './checkout-routes.ts'
import { contentRoutes } from './content-routes.ts'
import { copyRoutes } from './copy-item.ts'
import { createFolder } from './create-folder.ts'
import {
  childrenOf,
  isUnchanged,
  itemBody,
  itemContext,
  itemEntityOf,
  itemExpanders,
  itemOf,
  requireWritable,
} from './drive-call.ts'
import type { DriveItem } from './drive-item.ts'
import { driveOf, placesOf } from './drive-of.ts'
import { drivePaths, itemPaths } from './drive-paths.ts'
import { readFiles, writeFiles } from './drive-permissions.ts'
import { driveEntity } from './drive-resource.ts'
import { driveListRules } from './drive-rules.ts'
import { itemActionRoutes } from './item-action-routes.ts'
import { reachRoutes } from './reach-routes.ts'
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
      return answerList(call, childrenSource(call, item))
    },
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
    answer: (call) => ok(itemBody(call, changeItem(call))),
  },
  {
    method: 'DELETE',
    paths: itemPaths,
    workload,
    permissions: writeFiles,
    answer(call) {
      const item = itemOf(call)
      requireWritable(call, item)
      if (item.parent === undefined) refuse(badRequest('The root of a drive cannot be deleted.'))
      driveOf(call).remove(item)
      return noContent
    },
  },
  ...reachRoutes,
  ...itemActionRoutes,
  ...checkoutRoutes,
  ...contentRoutes,
  ...uploadRoutes,
  ...copyRoutes,
  ...versionRoutes,
  ...thumbnailRoutes,
]

function childrenSource(call: Call, item: DriveItem): ListSource<DriveItem> {
  const id = driveOf(call).ids.item(item.number)
  return {
    entity: itemEntityOf(call),
    rules: driveListRules,
    rows: childrenOf(item),
    context: itemContext(
      call,
      item.parent === undefined ? 'root/children' : `items('${encodeURIComponent(id)}')/children`,
    ),
    expand: itemExpanders(call),
  }
}
