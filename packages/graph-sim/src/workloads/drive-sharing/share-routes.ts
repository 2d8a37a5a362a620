import { ok } from '../../gateway/answer.ts'
import type { Call } from '../../gateway/call.ts'
import { entityBody } from '../../odata/answer-entity.ts'
import type { Entity } from '../../odata/entity.ts'
import { openComplex, text } from '../../odata/property-type.ts'
import type { Permissions, Route } from '../../routing/route.ts'
import { ownerIdentity } from '../drive/drive-owner.ts'
import { findShared, type Shared } from './find-shared.ts'
import { permissionRoutes } from './permission-routes.ts'

const workload = 'drive'

const openShares: Permissions = {
  delegated: ['Files.ReadWrite', 'Files.ReadWrite.All', 'Sites.ReadWrite.All'],
  shared: ['Files.ReadWrite', 'Files.ReadWrite.All', 'Sites.ReadWrite.All'],
  application: ['Files.ReadWrite.All', 'Sites.ReadWrite.All'],
}

/** Sharing: permissions, links, and what is behind a link. */
export const sharingRoutes: readonly Route[] = [
  ...permissionRoutes,
  {
    method: 'GET',
    paths: ['/shares/{share}'],
    workload,
    permissions: openShares,
    answer: (call) =>
      ok(entityBody(call, { entity: shareEntity(call), row: findShared(call), context: 'shares' })),
  },
]

function shareEntity(call: Call): Entity<Shared> {
  return {
    name: 'sharedDriveItem',
    properties: { id: text, name: text, owner: openComplex('identitySet') },
    navigation: ['driveItem', 'items', 'list', 'listItem', 'permission', 'root', 'site'],
    defaults: ['id', 'name', 'owner'],
    always: [],
    annotations: () => ({}),
    read({ drive, item }, property) {
      if (property === 'id') return call.params['share']
      return property === 'name' ? item.name : ownerIdentity(drive.owner)
    },
  }
}
