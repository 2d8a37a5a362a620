import { driveItemNotFound } from '../../errors/catalog.ts'
import { refuse } from '../../errors/graph-problem.ts'
import { ok } from '../../gateway/answer.ts'
import type { Call } from '../../gateway/call.ts'
import { entityBody } from '../../odata/answer-entity.ts'
import type { Entity } from '../../odata/entity.ts'
import { openComplex, text } from '../../odata/property-type.ts'
import { readSelection } from '../../odata/selection.ts'
import { type Expander, writeEntity } from '../../odata/write-entity.ts'
import type { Permissions, Route } from '../../routing/route.ts'
import { itemBody, itemEntityOf, itemExpanders } from '../drive/drive-call.ts'
import { driveOf } from '../drive/drive-of.ts'
import { ownerIdentity } from '../drive/drive-owner.ts'
import { findShared } from './find-shared.ts'
import { permissionBody } from './permission-body.ts'
import { type Permission, permissionEntity } from './permission-entity.ts'
import { permissionRoutes } from './permission-routes.ts'
import { permissionsFor } from './permissions-for.ts'
import { webUrlOf } from './share-id.ts'
import type { Shared } from './shared.ts'

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
      ok(
        entityBody(call, {
          entity: shareEntity(call),
          row: findShared(call),
          context: 'shares',
          expand: expanders(call),
        }),
      ),
  },
  {
    method: 'GET',
    paths: ['/shares/{share}/root'],
    workload,
    permissions: openShares,
    answer: (call) => ok(itemBody(call, findShared(call).item)),
  },
  {
    method: 'GET',
    paths: ['/shares/{share}/permission'],
    workload,
    permissions: openShares,
    answer: (call) => ok(permissionBody(call, permissionBehind(call))),
  },
]

function expanders(call: Call): Readonly<Record<string, Expander<Shared>>> {
  const item: Expander<Shared> = (row, { query }) => {
    const entity = itemEntityOf(call)
    const expand = itemExpanders(call)
    return writeEntity(row.item, entity, readSelection(query, entity, Object.keys(expand)), call.view, expand)
  }
  return {
    driveItem: item,
    root: item,
    permission(_row, { query }) {
      const entity = permissionEntity(driveOf(call))
      return writeEntity(permissionBehind(call), entity, readSelection(query, entity, []), call.view)
    },
  }
}

/** The permission that a link is; for an item's own address the first that opens it. */
function permissionBehind(call: Call): Permission {
  const url = webUrlOf(call.params['share'] ?? '')
  const all = permissionsFor(call)
  return all.find(({ grant: { link } }) => link?.webUrl === url) ?? all[0] ?? refuse(driveItemNotFound)
}

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
