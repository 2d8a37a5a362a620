import { InvalidInput } from '@graphkeep/core'
import { z } from 'zod'

import { drivePath, graphPath } from '../client/graph-path.ts'
import { graphId } from '../input/graph-id.ts'

/** The two ways to name a file or folder. */
export const placeFields = {
  id: graphId.optional().describe('Id, as a list answered it.'),
  path: z
    .string()
    .max(2000)
    .optional()
    .describe('Path from the top of the drive instead of an id, e.g. Projects/Plan.docx.'),
}

/** A file or folder as a caller names it. */
export interface FilePlace {
  readonly id?: string | undefined
  readonly path?: string | undefined
}

/**
 * Returns where the item is below the API; the top of the drive when the caller names nothing.
 *
 * @param below What follows in the URL, e.g. `children`.
 * @throws {@link InvalidInput} for both an id and a path.
 */
export function itemPath({ id, path }: FilePlace, below?: 'children' | 'content'): string {
  const suffix = below === undefined ? '' : `/${below}`
  if (id !== undefined && path !== undefined) throw new InvalidInput(['Give either id or path, not both'])
  if (id !== undefined) return `${graphPath`/me/drive/items/${id}`}${suffix}`
  if (path === undefined || /^\/*$/.test(path)) return `/me/drive/root${suffix}`
  return `/me/drive/root:/${drivePath(path)}${below === undefined ? '' : `:${suffix}`}`
}
