import type { TenantState } from '../tenant/tenant-state.ts'
import type { User } from '../workloads/directory/user.ts'
import type { DriveItem } from '../workloads/drive/drive-item.ts'
import type { MailFolder } from '../workloads/mail/mail-folder.ts'
import type { Mailbox } from '../workloads/outlook/mailbox.ts'

/** Where things go, and what was taken before them. */
export interface JsonPlace {
  readonly state: TenantState
  readonly owner: User
  readonly mailbox: Mailbox
  /** The mail folders by the ids that they had. */
  readonly folders: Map<string, MailFolder>
  /** The conversations by the ids that they had. */
  readonly threads: Map<string, number>
  /** The folders of the drive by the ids that they had. */
  readonly driveFolders: Map<string, DriveItem>
}

/** A thing that is in the tenant now. */
export interface TakenThing {
  readonly id: string
  readonly notes: readonly string[]
}
