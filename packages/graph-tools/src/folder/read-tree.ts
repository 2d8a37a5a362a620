import type { ToolContext } from '@graphkeep/core'

import { graphPath } from '../client/graph-path.ts'
import { graphQuery } from '../client/graph-query.ts'
import { pages } from '../client/pages.ts'
import { folderProperties, type GraphFolder } from './folder-row.ts'

/** A folder in its place. */
export interface PlacedFolder {
  readonly folder: GraphFolder

  /** How many folders it is in, below where reading began. */
  readonly depth: number
}

type Requests = Pick<ToolContext, 'fetch' | 'signal'>

const pageSize = 250

/**
 * Reads the folders below a place, each followed by those in it. A request brings two levels; the third and fourth come
 * with one more request for a folder that has them, not with one for each of its folders.
 */
export async function readTree(
  context: Requests,
  parent: string | undefined,
  depth = 0,
): Promise<readonly PlacedFolder[]> {
  const parts: Array<Promise<readonly PlacedFolder[]>> = []
  for await (const { items } of pages<GraphFolder>(context, pathOf(parent))) {
    parts.push(...items.map((folder) => placed(context, folder, depth)))
  }
  return (await Promise.all(parts)).flat()
}

/** Places a folder whose own folders came along, though not theirs, and perhaps not all: Graph cuts such lists silently. */
async function placed(
  context: Requests,
  folder: GraphFolder,
  depth: number,
): Promise<readonly PlacedFolder[]> {
  const children = folder.childFolders ?? []
  const deeper = children.filter(({ childFolderCount }) => childFolderCount)
  if (children.length < (folder.childFolderCount ?? 0) || deeper.length > 1) {
    return [{ folder, depth }, ...(await readTree(context, folder.id, depth + 1))]
  }
  const below = children.map(async (child) => [
    { folder: child, depth: depth + 1 },
    ...(deeper.includes(child) ? await readTree(context, child.id, depth + 2) : []),
  ])
  return [{ folder, depth }, ...(await Promise.all(below)).flat()]
}

function pathOf(parent: string | undefined): string {
  const place = parent === undefined ? '/me/mailFolders' : graphPath`/me/mailFolders/${parent}/childFolders`
  const $expand = `childFolders($top=${pageSize};$select=${folderProperties.join(',')})`
  return `${place}${graphQuery({ $select: folderProperties, $top: pageSize, $expand })}`
}
