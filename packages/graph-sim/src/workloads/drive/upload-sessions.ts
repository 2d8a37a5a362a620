import { createHmac } from 'node:crypto'
import type { Clock } from '../../tenant/clock.ts'
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
}

/** A file that comes in parts. */
export interface UploadSession extends UploadGoal {
  readonly url: string
  readonly parts: Uint8Array[]
  /** The first byte that is still missing. */
  next: number
  /** The size that the first part gave; `undefined` before it. */
  total: number | undefined
  /** Milliseconds since the epoch; every part puts it off. */
  expires: number
}

/** The uploads of a tenant that are under way, each with an address that needs no token (Graph rule 35). */
export interface UploadSessions {
  open(goal: UploadGoal): UploadSession
  /** Whether a path is one of an upload. */
  owns(pathname: string): boolean
  /** The upload at an address; `undefined` when it is forged, finished, cancelled or out of date. */
  find(url: URL): UploadSession | undefined
  /** Takes a part in, and puts the end off. */
  take(session: UploadSession, part: Uint8Array, total: number): void
  close(session: UploadSession): void
}

/** Creates the uploads of a tenant. */
export function createUploadSessions(clock: Clock, secret: string): UploadSessions {
  const sessions = new Map<string, UploadSession>()
  let number = 0

  return {
    owns: (pathname) => pathname.endsWith(path),
    open(goal) {
      const key = createHmac('sha256', secret).update(`upload ${number++}`).digest('base64url').slice(0, 32)
      const item = goal.drive.ids.item(goal.parent.number)
      const url = `${hostFor(goal.base, goal.drive)}/_api/v2.0/drive/items/${item}${path}?tempauth=${key}`
      const session = { ...goal, url, parts: [], next: 0, total: undefined, expires: clock.now() + lifetime }
      sessions.set(key, session)
      return session
    },
    find(url) {
      const session = sessions.get(url.searchParams.get('tempauth') ?? '')
      return session !== undefined && session.expires > clock.now() ? session : undefined
    },
    take(session, part, total) {
      session.parts.push(part)
      session.next += part.length
      session.total = total
      session.expires = clock.now() + lifetime
    },
    close: ({ url }) => void sessions.delete(new URL(url).searchParams.get('tempauth') ?? ''),
  }
}
