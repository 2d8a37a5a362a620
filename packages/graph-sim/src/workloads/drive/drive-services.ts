import { createHmac } from 'node:crypto'
import type { Clock } from '../../tenant/clock.ts'
import { type CopyMonitors, createCopyMonitors } from './copy-monitors.ts'
import { createUploadSessions, type UploadSessions } from './upload-sessions.ts'

/** What the drives of a tenant have in common: the uploads and copies that are under way. */
export interface DriveServices {
  readonly uploads: UploadSessions
  readonly copies: CopyMonitors
  /** A new id for a permission or the like. */
  nextKey(purpose: string): string
}

/** Creates what the drives of a tenant have in common. */
export function createDriveServices(clock: Clock, secret: string): DriveServices {
  let number = 0
  return {
    uploads: createUploadSessions(clock, secret),
    copies: createCopyMonitors(secret),
    nextKey: (purpose) =>
      createHmac('sha256', secret).update(`${purpose} ${number++}`).digest('base64url').slice(0, 32),
  }
}
