import { createChangeFeed } from '../change-feed/change-feed.ts'
import { createChangeLogs } from '../delta/change-logs.ts'
import type { FaultPlan } from '../faults/fault-plan.ts'
import { createNotifications, type NotificationOptions } from '../notifications/create-notifications.ts'
import { createDays, type Days } from '../population/calendar-days.ts'
import { makeGuests } from '../population/guests.ts'
import { makeConversations } from '../population/make-conversations.ts'
import { makeGroups } from '../population/make-groups.ts'
import { makePlaces } from '../population/make-places.ts'
import { makeTodo } from '../population/make-todo.ts'
import { makePeople } from '../population/people.ts'
import { type Amounts, type PopulationSource, populateMailbox, smallAmounts } from '../population/populate.ts'
import { makeSharedMailboxes, type SharedMailbox } from '../population/shared-mailboxes.ts'
import type { Random } from '../random/random.ts'
import { createJournal } from '../snapshot/journal.ts'
import { createAdministration } from '../workloads/administration/administration.ts'
import { changedConversation } from '../workloads/conversations/conversation-changes.ts'
import {
  type ConversationStore,
  createConversationStore,
} from '../workloads/conversations/conversation-store.ts'
import { createDirectory } from '../workloads/directory/directory.ts'
import type { User } from '../workloads/directory/user.ts'
import { changedUser } from '../workloads/directory/user-changes.ts'
import { createDownloads } from '../workloads/drive/downloads.ts'
import { createDriveServices } from '../workloads/drive/drive-services.ts'
import type { Group } from '../workloads/groups/group.ts'
import { changedGroup } from '../workloads/groups/group-changes.ts'
import { createGroupStore, type GroupStore, type Membership } from '../workloads/groups/group-store.ts'
import { createAttachmentUploads } from '../workloads/mail/attachment-uploads.ts'
import { createMailboxAccess, type MailboxAccess } from '../workloads/mailbox-access/mailbox-access.ts'
import { createMailbox } from '../workloads/outlook/mailbox.ts'
import { createPlaceStore } from '../workloads/places/place-store.ts'
import { changedTeamMember } from '../workloads/teams/team-changes.ts'
import { changedTask } from '../workloads/todo/task-changes.ts'
import { createTodoStore } from '../workloads/todo/todo-store.ts'
import type { TodoTask } from '../workloads/todo/todo-task.ts'
import { withReports } from '../workloads/usage-reports/with-reports.ts'
import type { Clock } from './clock.ts'
import { createFiles } from './create-files.ts'
import { createTeamwork } from './create-teamwork.ts'
import type { Delays } from './delays.ts'
import { once, onceForEach } from './once.ts'
import type { TenantState } from './tenant-state.ts'
import type { Timeline } from './timeline.ts'

/** What a tenant's data is made from. */
export interface StateSource {
  readonly random: Random
  readonly clock: Clock
  readonly timeline: Timeline
  readonly delays: Delays
  readonly domain: string
  readonly usualPermissions: ReadonlySet<string>
  /** How many people there are. */
  readonly people: number
  readonly sharedMailboxes: number
  readonly guests: number
  /** What the main user has. */
  readonly amounts: Amounts
  readonly notifications: NotificationOptions
  /** The fault for a notification. */
  readonly takeFault: FaultPlan['takeNotice']
}

/** Makes the people of a tenant at once, and what they have when it is first asked for. */
export function createState(from: StateSource): TenantState {
  const { random, clock, timeline, delays, domain, people, amounts } = from
  const users = makePeople(random.fork('people'), domain, people)
  const shared = makeSharedMailboxes(random.fork('shared mailboxes'), domain, users, from.sharedMailboxes)
  const guests = makeGuests(random.fork('guests'), domain, from.guests)
  const everybody = [...users, ...shared.map(({ user }) => user), ...guests]
  const [, me] = users
  if (me === undefined) throw new RangeError('A tenant needs at least 2 people')
  const days = createDays(clock.now())
  const feed = createChangeFeed()
  const directory = createDirectory(everybody, clock, delays.users, feed.of(changedUser))
  const tenantId = random.fork('tenant').guid()
  const administration = createAdministration({
    random: random.fork('administration'),
    clock,
    directory,
    me,
    tenantId,
    domain,
  })
  const secret = random.fork('secret').guid()
  const source = (user: User): PopulationSource => sourceOf({ random, days, users, amounts, me }, user)

  const groups = once(feed, (): GroupStore => {
    const store = createGroupStore({
      clock,
      random: random.fork('groups'),
      domain,
      directory,
      delay: delays.groups,
      tell: feed.of(changedGroup),
      tellMembership: feed.of<Membership>((membership) => changedTeamMember(membership, state)),
    })
    makeGroups(store, { random: random.fork('group people'), days, users })
    return store
  })

  const state: TenantState = {
    ...createTeamwork({ random, clock, days, users, me, feed, groups, state: () => state }),
    ...createFiles({ random, clock, domain, days, users, me, directory, feed, groups, source }),
    notifications: createNotifications({
      tenantId,
      clock,
      timeline,
      random: random.fork('notifications'),
      feed,
      options: from.notifications,
      delay: delays.notifications,
      takeFault: from.takeFault,
      findUser: directory.find,
    }),
    changeFeed: feed,
    journal: createJournal(),
    downloads: withReports(createDownloads(clock, secret), administration.reports),
    groups,
    conversations: once(feed, () => {
      const own = random.fork('conversations')
      const fill = (store: ConversationStore, group: Group): void =>
        makeConversations(store, group, { random: own.fork(group.id), days })
      return createConversationStore({
        clock,
        random: own.fork('ids'),
        fill: (store, group) => feed.silently(() => fill(store, group)),
        tell: feed.of(changedConversation),
      })
    }),
    access: accessOf(shared),
    places: once(feed, () => createPlaceStore(makePlaces({ random: random.fork('places'), domain }))),
    changeLogs: createChangeLogs(),
    id: tenantId,
    domain,
    usualPermissions: from.usualPermissions,
    clock,
    timeline,
    delays,
    secret,
    me,
    directory,
    administration,
    driveServices: createDriveServices(clock, secret),
    attachmentUploads: createAttachmentUploads(clock, secret),
    todo: onceForEach(feed, (user: User) => {
      const own = random.fork(`todo ${user.id}`)
      const store = createTodoStore(clock, own, (ids) =>
        feed.of<TodoTask>((task) => changedTask(task, user, ids)),
      )
      makeTodo(store, { random: own.fork('tasks'), days, count: user === me ? 60 : 8 })
      return store
    }),
    mailbox: onceForEach(feed, (user: User) => {
      const nameOf = (address: string): string | undefined => directory.find(address)?.displayName
      const mailbox = createMailbox(user, { clock, nameOf, feed, random: random.fork(`mailbox ${user.id}`) })
      if (everybody.includes(user)) populateMailbox(mailbox, source(user))
      return mailbox
    }),
  }
  return state
}

/** The members of a shared mailbox open it and send as it. */
function accessOf(shared: readonly SharedMailbox[]): MailboxAccess {
  const access = createMailboxAccess()
  for (const { user, members } of shared)
    for (const member of members) {
      access.grant(user, member, 'fullAccess')
      access.grant(user, member, 'sendAs')
    }
  return access
}

interface SharedSource {
  readonly random: Random
  readonly days: Days
  readonly users: readonly User[]
  readonly amounts: Amounts
  readonly me: User
}

function sourceOf({ random, days, users, amounts, me }: SharedSource, user: User): PopulationSource {
  return { random: random.fork(user.id), days, users, amounts: user === me ? amounts : smallAmounts }
}
