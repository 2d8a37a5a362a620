import { refuse } from '../../errors/graph-problem.ts'
import type { Call } from '../../gateway/call.ts'
import { driveOf, siteOf } from '../drive/drive-of.ts'
import { findList } from '../sites/find-list.ts'
import type { Subscribable } from './subscribable.ts'
import { extensionError } from './subscription-problems.ts'

const files = {
  family: 'drive',
  changeTypes: ['updated'],
  delegated: ['Files.ReadWrite.All', 'Files.ReadWrite', 'Files.Read.All', 'Files.Read'],
  application: ['Files.ReadWrite.All', 'Files.Read.All'],
} as const

/** The roots of drives (Graph rule 47) and the lists of sites. */
export const fileSubscribables: readonly Subscribable[] = [
  ...['/users/{user}/drive', '/drives/{drive}', '/groups/{group}/drive', '/sites/{site}/drive'].map(
    (path) => ({
      ...files,
      path: `${path}/items/{item}`,
      audiences: rootOf,
    }),
  ),
  {
    path: '/sites/{site}/lists/{list}',
    family: 'drive',
    changeTypes: ['updated'],
    delegated: ['Sites.ReadWrite.All', 'Sites.Read.All'],
    application: ['Sites.ReadWrite.All', 'Sites.Read.All'],
    audiences(call) {
      const site = siteOf(call)
      return [`sites/${site.id}/lists/${findList(site, call.params['list'] ?? '').id}`]
    },
  },
]

function rootOf(call: Call): readonly string[] {
  const drive = driveOf(call)
  if (drive.find(call.params['item'] ?? 'root') !== drive.root)
    refuse(extensionError(400, 'Only the root folder of a drive can be subscribed to.'))
  return [`drives/${drive.ids.drive}/root`]
}
