import type { Clock } from '../../tenant/clock.ts'
import { createUploads, type Upload, type Uploads } from '../../uploads/uploads.ts'
import type { User } from '../directory/user.ts'
import type { ConflictBehavior, Drive } from './drive.ts'
import { hostFor } from './drive-host.ts'
import type { DriveItem } from './drive-item.ts'

const path = '/uploadSession'
const lifetime = 7 * 86_400_000

/** What an upload is for. */
export interface UploadGoal {
  /** Where the client's requests begin, for addresses in the answer to the last part. */
  readonly base: string
  readonly drive: Drive
  readonly parent: DriveItem
  readonly name: string
  readonly behavior: ConflictBehavior
  readonly by: User
  readonly description: string | undefined
  /** Whether the file is made by its last part, or by a request of its own. */
  readonly commit: 'at once' | 'when asked'
}

/** A file that comes in parts; every part puts its end off. */
export type UploadSession = UploadGoal & Upload

/** The uploads of a tenant that are under way, each with an address that needs no token (Graph rule 35). */
export interface UploadSessions extends Pick<Uploads<UploadGoal>, 'take' | 'close'> {
  open(goal: UploadGoal): UploadSession
  /** Whether a path is one of an upload. */
  owns(pathname: string): boolean
  /** The upload at an address; `undefined` when it is forged, finished, cancelled or out of date. */
  find(url: URL): UploadSession | undefined
}

/** Creates the uploads of a tenant. */
export function createUploadSessions(clock: Clock, secret: string): UploadSessions {
  const uploads = createUploads<UploadGoal>(clock, {
    secret,
    purpose: 'upload',
    lifetime,
    renewal: 'each part',
  })
  return {
    owns: (pathname) => pathname.endsWith(path),
    open(goal) {
      const item = goal.drive.ids.item(goal.parent.number)
      const address = `${hostFor(goal.base, goal.drive)}/_api/v2.0/drive/items/${item}${path}`
      return uploads.open(goal, (key) => `${address}?tempauth=${key}`)
    },
    find: (url) => uploads.find(url.searchParams.get('tempauth')),
    take: uploads.take,
    close: uploads.close,
  }
}
