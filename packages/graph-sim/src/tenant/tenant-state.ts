import type { Directory } from '../workloads/directory/directory.ts'
import type { User } from '../workloads/directory/user.ts'
import type { Downloads } from '../workloads/drive/downloads.ts'
import type { Drive } from '../workloads/drive/drive.ts'
import type { Mailbox } from '../workloads/outlook/mailbox.ts'
import type { Clock } from './clock.ts'

/** Everything that routes can reach: the tenant's data and its time. */
export interface TenantState {
  /** The tenant's GUID. */
  readonly id: string
  readonly domain: string
  readonly clock: Clock
  /** What tokens and download addresses are signed with. */
  readonly secret: string
  readonly directory: Directory
  /** The person whose mailbox is the large one. */
  readonly me: User
  /** Somebody's mailbox, made and filled when first asked for. */
  mailbox(user: User): Mailbox
  /** Somebody's files, made and filled when first asked for. */
  drive(user: User): Drive
  /** Whose drive has an id; `undefined` when nobody's has. */
  driveOwner(id: string): User | undefined
  readonly downloads: Downloads
}
