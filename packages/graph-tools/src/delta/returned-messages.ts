import { GraphFailure, type ToolContext } from '@graphkeep/core'

import { graphPath } from '../client/graph-path.ts'
import { graphQuery } from '../client/graph-query.ts'
import { getJson } from '../client/read-json.ts'
import type { DeltaChange, DeltaItem, RemovedItem } from './delta-change.ts'
import type { MessagesDelta } from './delta-resource.ts'
import { selectOf } from './first-request.ts'

type Looking = Pick<ToolContext, 'fetch' | 'signal'>

/**
 * Looks where the messages are that a folder's changes call removed: one that left and came back within a round, with an
 * immutable id, is told as removed and never again (Graph rule 24). What is in the folder is given as changed, the rest with
 * where it is. The client sends the looks twenty at a time.
 */
export async function returnedMessages(
  context: Looking,
  resource: MessagesDelta,
  changes: readonly DeltaChange[],
): Promise<readonly DeltaChange[]> {
  if (changes.every(({ kind }) => kind === 'changed')) return changes
  const folder = getJson<DeltaItem>(context, `${graphPath`/me/mailFolders/${resource.folder}`}?$select=id`)
  const looked = changes.map(async (change) => {
    if (change.kind === 'changed') return change
    const item = await find(context, resource, change)
    if (item === undefined) return change
    const isBack = item['parentFolderId'] === (await folder).id && isWithin(item, resource)
    return isBack ? ({ kind: 'changed', id: change.id, item } as const) : movedTo(change, item)
  })
  const [found] = await Promise.all([Promise.all(looked), folder])
  return found
}

async function find(
  context: Looking,
  resource: MessagesDelta,
  { id }: RemovedItem,
): Promise<DeltaItem | undefined> {
  try {
    const query = graphQuery({ $select: selectOf(resource) })
    return await getJson<DeltaItem>(context, `${graphPath`/me/messages/${id}`}${query}`)
  } catch (error) {
    if (error instanceof GraphFailure && error.status === 404) return undefined
    throw error
  }
}

function isWithin({ receivedDateTime }: DeltaItem, { since }: MessagesDelta): boolean {
  return since === undefined || Date.parse(String(receivedDateTime)) >= Date.parse(since)
}

function movedTo(change: RemovedItem, { parentFolderId }: DeltaItem): RemovedItem {
  return typeof parentFolderId === 'string' ? { ...change, movedTo: parentFolderId } : change
}
