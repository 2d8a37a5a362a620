import type { ChangedThing } from '../../change-feed/changed-thing.ts'
import type { DriveIds } from './drive-ids.ts'
import type { DriveItem } from './drive-item.ts'

/** Says which subscriptions hear of a drive item: those to the root of its drive (Graph rule 47). */
export function changedItem({ number }: DriveItem, ids: DriveIds): ChangedThing {
  const place = `drives/${ids.drive}`
  return { type: 'driveItem', audiences: [`${place}/root`], place: `${place}/items`, id: ids.item(number) }
}
