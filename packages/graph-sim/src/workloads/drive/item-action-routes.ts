import { badRequest, driveItemNotFound } from '../../errors/catalog.ts'
import { refuse } from '../../errors/graph-problem.ts'
import { type Answer, noContent, ok } from '../../gateway/answer.ts'
import type { Call } from '../../gateway/call.ts'
import { isObject, member } from '../../gateway/parse-json.ts'
import { readJson } from '../../gateway/read-body.ts'
import type { Route } from '../../routing/route.ts'
import { targetOf } from './change-item.ts'
import { actorOf, itemBody, itemOf, requireWritable } from './drive-call.ts'
import { driveOf } from './drive-of.ts'
import { itemPaths } from './drive-paths.ts'
import { readFiles, writeFiles } from './drive-permissions.ts'

const workload = 'drive'
const at = (action: string): readonly string[] => itemPaths.map((path) => `${path}/${action}`)

/** What can be done with an item besides reading and changing it: looking at it, deleting it for good, bringing it back. */
export const itemActionRoutes: readonly Route[] = [
  { method: 'POST', paths: at('preview'), workload, permissions: readFiles, answer: preview },
  {
    method: 'POST',
    paths: at('permanentDelete'),
    workload,
    permissions: writeFiles,
    answer(call) {
      const item = itemOf(call)
      requireWritable(call, item)
      if (item.parent === undefined) refuse(badRequest('The root of a drive cannot be deleted.'))
      driveOf(call).purge(item)
      return noContent
    },
  },
  { method: 'POST', paths: at('restore'), workload, permissions: writeFiles, answer: restore },
]

/** An address that shows a file in a page, good for a short time. */
function preview(call: Call): Answer {
  const item = itemOf(call)
  if (item.content === undefined) refuse(badRequest('A folder has no preview.'))
  const json = readJson(call)
  const { home, ids } = driveOf(call)
  const url = new URL(`${home.siteUrl}/_layouts/15/embed.aspx`)
  url.searchParams.set('UniqueId', ids.guid(item.number).toLowerCase())
  for (const [option, name] of [
    ['page', 'page'],
    ['zoom', 'zoom'],
  ] as const) {
    const value = member(json, option)
    if (value !== undefined) url.searchParams.set(name, String(value))
  }
  url.searchParams.set('access_token', call.tenant.driveServices.nextKey('preview'))
  return ok({
    '@odata.context': `${call.base}/$metadata#microsoft.graph.itemPreviewInfo`,
    getUrl: url.href,
    postParameters: null,
    postUrl: null,
  })
}

/** Brings an item back from the bin, under its own name and to its own place unless the body says otherwise. */
function restore(call: Call): Answer {
  const drive = driveOf(call)
  const wanted = call.params['item']
  const deleted = drive.bin.findLast(({ item }) => drive.ids.item(item.number) === wanted)
  if (deleted === undefined) return refuse(driveItemNotFound)
  const json = readJson(call)
  const name = member(json, 'name')
  const reference = member(json, 'parentReference')
  const parent = isObject(reference)
    ? targetOf(drive, reference)
    : drive.find(drive.ids.item(deleted.parent.number))
  const item = drive.restore(deleted, typeof name === 'string' ? name : deleted.item.name, parent)
  drive.touch(item, actorOf(call))
  return ok(itemBody(call, item))
}
