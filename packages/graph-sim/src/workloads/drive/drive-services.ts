import { createHmac } from 'node:crypto'
import type { Clock } from '../../tenant/clock.ts'
import type { User } from '../directory/user.ts'
import type { Shared } from '../drive-sharing/shared.ts'
import { type CopyMonitors, createCopyMonitors } from './copy-monitors.ts'
import { createUploadSessions, type UploadSessions } from './upload-sessions.ts'

/** What the drives of a tenant have in common: the uploads and copies that are under way. */
export interface DriveServices {
  readonly uploads: UploadSessions
  readonly copies: CopyMonitors
  /** What somebody follows, in the order in which it was followed. */
  followed(user: User): readonly Shared[]
  /** Lets somebody follow an item, or no longer. */
  follow(user: User, whether: 'too' | 'not', shared: Shared): void
  /** A new id for a permission or the like. */
  nextKey(purpose: string): string
}

/** Creates what the drives of a tenant have in common. */
export function createDriveServices(clock: Clock, secret: string): DriveServices {
  let number = 0
  const followed = new Map<string, readonly Shared[]>()
  return {
    uploads: createUploadSessions(clock, secret),
    copies: createCopyMonitors(secret),
    followed: ({ id }) => followed.get(id) ?? [],
    follow({ id }, whether, shared) {
      const others = (followed.get(id) ?? []).filter(({ item }) => item !== shared.item)
      followed.set(id, whether === 'too' ? [...others, shared] : others)
    },
    nextKey: (purpose) =>
      createHmac('sha256', secret).update(`${purpose} ${number++}`).digest('base64url').slice(0, 32),
  }
}
