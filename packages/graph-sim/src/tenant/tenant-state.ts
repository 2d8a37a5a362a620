import type { ChangeFeed } from '../change-feed/change-feed.ts'
import type { ChangeLogs } from '../delta/change-logs.ts'
import type { Notifications } from '../notifications/create-notifications.ts'
import type { Journal } from '../snapshot/journal.ts'
import type { Administration } from '../workloads/administration/administration.ts'
import type { ConversationStore } from '../workloads/conversations/conversation-store.ts'
import type { Directory } from '../workloads/directory/directory.ts'
import type { User } from '../workloads/directory/user.ts'
import type { Downloads } from '../workloads/drive/downloads.ts'
import type { Drive } from '../workloads/drive/drive.ts'
import type { DrivePlace } from '../workloads/drive/drive-place.ts'
import type { DriveServices } from '../workloads/drive/drive-services.ts'
import type { GroupStore } from '../workloads/groups/group-store.ts'
import type { AttachmentUploads } from '../workloads/mail/attachment-uploads.ts'
import type { MailboxAccess } from '../workloads/mailbox-access/mailbox-access.ts'
import type { MeetingStore } from '../workloads/online-meetings/meeting-store.ts'
import type { Mailbox } from '../workloads/outlook/mailbox.ts'
import type { PlaceStore } from '../workloads/places/place-store.ts'
import type { PlannerStore } from '../workloads/planner/planner-store.ts'
import type { PresenceStore } from '../workloads/presence/presence-store.ts'
import type { SiteStore } from '../workloads/sites/site-store.ts'
import type { TeamStore } from '../workloads/teams/team-store.ts'
import type { TodoStore } from '../workloads/todo/todo-store.ts'
import type { Clock } from './clock.ts'
import type { Delays } from './delays.ts'
import type { Timeline } from './timeline.ts'

/** Everything that routes can reach: the tenant's data and its time. */
export interface TenantState {
  /** The tenant's GUID. */
  readonly id: string
  readonly domain: string
  /** The delegated permissions of a token that was made without naming any. */
  readonly usualPermissions: ReadonlySet<string>
  readonly clock: Clock
  /** What is still to happen. */
  readonly timeline: Timeline
  readonly delays: Delays
  /** What tokens and download addresses are signed with. */
  readonly secret: string
  readonly directory: Directory
  /** What was done to the tenant, so that it can be done again. */
  readonly journal: Journal
  readonly administration: Administration
  /** The person whose mailbox is the large one. */
  readonly me: User
  /** Who may open whose mailbox. */
  readonly access: MailboxAccess
  /** Somebody's mailbox, made and filled when first asked for. */
  mailbox(user: User): Mailbox
  /** Somebody's files, made and filled when first asked for. */
  drive(user: User): Drive
  /** Somebody's task lists, made and filled when first asked for. */
  todo(user: User): TodoStore
  /** All drives: everybody's, then those of the sites. */
  drivePlaces(): readonly DrivePlace[]
  /** A drive by its id; `undefined` when there is none. */
  drivePlace(id: string): DrivePlace | undefined
  readonly downloads: Downloads
  readonly driveServices: DriveServices
  /** The attachments that are being uploaded. */
  readonly attachmentUploads: AttachmentUploads
  /** The sites, made when first asked for. */
  sites(): SiteStore
  /** Who is told of changes, and how. */
  readonly notifications: Notifications
  /** Tells of every change, for notifications. */
  readonly changeFeed: ChangeFeed
  /** What has changed in the collections that clients track. */
  readonly changeLogs: ChangeLogs
  /** The groups, made when first asked for. */
  groups(): GroupStore
  /** What is written to groups, made when first asked for. */
  conversations(): ConversationStore
  /** The teams and chats, made when first asked for. */
  teams(): TeamStore
  /** The plans of groups, made when first asked for. */
  planner(): PlannerStore
  /** The meetings in Teams, made when first asked for. */
  meetings(): MeetingStore
  /** Who is there, made when first asked for. */
  presence(): PresenceStore
  /** The rooms and the lists of them, made when first asked for. */
  places(): PlaceStore
}
