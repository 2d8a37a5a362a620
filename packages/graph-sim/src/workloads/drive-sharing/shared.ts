import type { Drive } from '../drive/drive.ts'
import type { DriveItem } from '../drive/drive-item.ts'

/** An item that somebody has come to by an address. */
export interface Shared {
  readonly drive: Drive
  readonly item: DriveItem
}
