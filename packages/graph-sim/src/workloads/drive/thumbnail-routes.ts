import { driveItemNotFound } from '../../errors/catalog.ts'
import { refuse } from '../../errors/graph-problem.ts'
import { ok } from '../../gateway/answer.ts'
import type { Call } from '../../gateway/call.ts'
import type { Route } from '../../routing/route.ts'
import { itemContext, itemOf } from './drive-call.ts'
import type { DriveItem } from './drive-item.ts'
import { driveOf } from './drive-of.ts'
import { itemPaths } from './drive-paths.ts'
import { readFiles } from './drive-permissions.ts'
import { hasThumbnails, isThumbnailSize, type ThumbnailSize, thumbnailExtent } from './thumbnail.ts'
import { thumbnailSets, wantedSizes } from './thumbnail-sets.ts'

const workload = 'drive'
const thumbnails = itemPaths.map((path) => `${path}/thumbnails`)

/** Small pictures of files: the one set that a file has, a size of it, and its bytes. */
export const thumbnailRoutes: readonly Route[] = [
  {
    method: 'GET',
    paths: thumbnails,
    workload,
    permissions: readFiles,
    answer: (call) => ok({ '@odata.context': contextOf(call), value: setsOf(call) }),
  },
  {
    method: 'GET',
    paths: thumbnails.map((path) => `${path}/{thumbnail}`),
    workload,
    permissions: readFiles,
    answer(call) {
      itemWithSet(call)
      return ok({ '@odata.context': `${contextOf(call)}/$entity`, ...setsOf(call)[0] })
    },
  },
  {
    method: 'GET',
    paths: thumbnails.map((path) => `${path}/{thumbnail}/{size}`),
    workload,
    permissions: readFiles,
    answer(call) {
      itemWithSet(call)
      return ok({ '@odata.context': `${contextOf(call)}/$entity`, ...thumbnail(call, sizeOf(call)) })
    },
  },
  {
    method: 'GET',
    paths: thumbnails.map((path) => `${path}/{thumbnail}/{size}/content`),
    workload,
    permissions: readFiles,
    answer(call) {
      itemWithSet(call)
      return { status: 302, headers: { Location: thumbnail(call, sizeOf(call)).url } }
    },
  },
]

function contextOf(call: Call): string {
  const item = encodeURIComponent(driveOf(call).ids.item(itemOf(call).number))
  return `${call.base}/$metadata#${itemContext(call, `items('${item}')/thumbnails`)}`
}

/** Every file has one set, named 0. */
function itemWithSet(call: Call): DriveItem {
  const item = itemOf(call)
  return hasThumbnails(item) && call.params['thumbnail'] === '0' ? item : refuse(driveItemNotFound)
}

function sizeOf(call: Call): ThumbnailSize {
  const size = call.params['size'] ?? ''
  return isThumbnailSize(size) ? size : refuse(driveItemNotFound)
}

function setsOf(call: Call): readonly object[] {
  const sizes = wantedSizes(call.query.option('select'))
  return thumbnailSets(itemOf(call), (_item, size) => thumbnail(call, size).url, sizes)
}

function thumbnail(call: Call, size: ThumbnailSize): { readonly url: string } {
  const url = call.tenant.downloads.urlFor(call.base, driveOf(call), itemOf(call), size)
  return { ...thumbnailExtent(size), url }
}
