import { type ChangeFeed, createChangeFeed } from '../change-feed/change-feed.ts'
import { createChangeLogs } from '../delta/change-logs.ts'
import { createDays, type Days } from '../population/calendar-days.ts'
import { makeGroups } from '../population/make-groups.ts'
import { makeSites } from '../population/make-sites.ts'
import { makeTeams } from '../population/make-teams.ts'
import { makeTodo } from '../population/make-todo.ts'
import { makePeople } from '../population/people.ts'
import {
  type Amounts,
  type PopulationSource,
  populateDrive,
  populateMailbox,
  smallAmounts,
} from '../population/populate.ts'
import type { Random } from '../random/random.ts'
import { createAdministration } from '../workloads/administration/administration.ts'
import { withReports } from '../workloads/administration/with-reports.ts'
import { createDirectory } from '../workloads/directory/directory.ts'
import type { User } from '../workloads/directory/user.ts'
import { changedUser } from '../workloads/directory/user-changes.ts'
import { createDownloads } from '../workloads/drive/downloads.ts'
import { createDrive, type Drive } from '../workloads/drive/drive.ts'
import { createDriveIds } from '../workloads/drive/drive-ids.ts'
import type { DriveItem } from '../workloads/drive/drive-item.ts'
import { createDriveServices } from '../workloads/drive/drive-services.ts'
import { changedItem } from '../workloads/drive/item-changes.ts'
import { changedGroup } from '../workloads/groups/group-changes.ts'
import { createGroupStore, type GroupStore, type Membership } from '../workloads/groups/group-store.ts'
import { createMailbox, type Mailbox } from '../workloads/outlook/mailbox.ts'
import { changedList } from '../workloads/sites/list-changes.ts'
import type { SiteList } from '../workloads/sites/site.ts'
import { createSiteStore } from '../workloads/sites/site-store.ts'
import type { Channel, Chat, ChatMessage, Team } from '../workloads/teams/team.ts'
import {
  changedChannel,
  changedChat,
  changedChatMessage,
  changedTeam,
  changedTeamMember,
} from '../workloads/teams/team-changes.ts'
import { createTeamStore, type TeamStore } from '../workloads/teams/team-store.ts'
import { changedTask } from '../workloads/todo/task-changes.ts'
import { createTodoStore, type TodoStore } from '../workloads/todo/todo-store.ts'
import type { TodoTask } from '../workloads/todo/todo-task.ts'
import type { Clock } from './clock.ts'
import type { Delays } from './delays.ts'
import type { TenantState } from './tenant-state.ts'
import type { Timeline } from './timeline.ts'

/** What a tenant's data is made from. */
export interface StateSource {
  readonly random: Random
  readonly clock: Clock
  readonly timeline: Timeline
  readonly delays: Delays
  readonly domain: string
  /** How many people there are. */
  readonly people: number
  /** What the main user has. */
  readonly amounts: Amounts
}

/** Makes the people of a tenant at once, and what they have when it is first asked for. */
export function createState(from: StateSource): TenantState {
  const { random, clock, timeline, delays, domain, people, amounts } = from
  const users = makePeople(random.fork('people'), domain, people)
  const [, me] = users
  if (me === undefined) throw new RangeError('A tenant needs at least 2 people')
  const days = createDays(clock.now())
  const feed = createChangeFeed()
  const directory = createDirectory(users, clock, delays.users, feed.of(changedUser))
  const administration = createAdministration({
    random: random.fork('administration'),
    clock,
    directory,
    me,
  })
  const drives = new Map<User, Drive>()
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
  const teams = once(feed, (): TeamStore => {
    const store = createTeamStore({
      clock,
      random: random.fork('teams'),
      groups: groups(),
      tell: {
        teams: feed.of<Team>((team) => changedTeam(team, state)),
        channels: feed.of<Channel>((channel) => changedChannel(channel, state)),
        chats: feed.of<Chat>((chat) => changedChat(chat, state)),
        messages: feed.of<ChatMessage>((message) => changedChatMessage(message, state)),
      },
    })
    makeTeams(store, { random: random.fork('team talk'), days, users, groups: groups() })
    return store
  })

  const state: TenantState = {
    changeFeed: feed,
    groups,
    teams,
    changeLogs: createChangeLogs(),
    id: random.fork('tenant').guid(),
    domain,
    clock,
    timeline,
    delays,
    secret,
    me,
    directory,
    administration,
    driveServices: createDriveServices(clock, secret),
    sites: once(feed, () => {
      const own = random.fork('sites')
      return createSiteStore(
        makeSites({ random: own, domain, now: days.now, users }),
        clock,
        own.fork('new'),
        feed.of<SiteList>((list) => changedList(list, state.sites())),
      )
    }),
    downloads: withReports(
      createDownloads(clock, secret, () => drives.values()),
      administration.reports,
    ),
    driveOwner: (id) => directory.users.find((user) => createDriveIds(user.id).drive === id),
    drive: remembering(feed, drives, (user) => {
      const ids = createDriveIds(user.id)
      const drive = createDrive(
        user,
        clock,
        user.id,
        feed.of<DriveItem>((item) => changedItem(item, ids)),
      )
      if (users.includes(user)) populateDrive(drive, source(user))
      return drive
    }),
    todo: remembering(feed, new Map<User, TodoStore>(), (user) => {
      const own = random.fork(`todo ${user.id}`)
      const store = createTodoStore(clock, own, (ids) =>
        feed.of<TodoTask>((task) => changedTask(task, user, ids)),
      )
      makeTodo(store, { random: own.fork('tasks'), days, count: user === me ? 60 : 8 })
      return store
    }),
    mailbox: remembering(feed, new Map<User, Mailbox>(), (user) => {
      const nameOf = (address: string): string | undefined => directory.find(address)?.displayName
      const mailbox = createMailbox(user, { clock, nameOf, feed, random: random.fork(`mailbox ${user.id}`) })
      if (users.includes(user)) populateMailbox(mailbox, source(user))
      return mailbox
    }),
  }
  return state
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

/** Makes a thing the first time, of which nobody hears, and gives back the same afterwards. */
function once<thing>(feed: ChangeFeed, make: () => thing): () => thing {
  let made: { readonly thing: thing } | undefined
  return () => {
    made ??= { thing: feed.silently(make) }
    return made.thing
  }
}

/** Makes a thing of a user's the first time, of which nobody hears, and gives back the same afterwards. */
function remembering<thing>(
  feed: ChangeFeed,
  made: Map<User, thing>,
  make: (user: User) => thing,
): (user: User) => thing {
  return (user) => {
    const known = made.get(user)
    if (known !== undefined) return known
    const thing = feed.silently(() => make(user))
    made.set(user, thing)
    return thing
  }
}
