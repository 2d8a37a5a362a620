import type { ChangeFeed } from '../change-feed/change-feed.ts'
import type { Days } from '../population/calendar-days.ts'
import { makePlanner } from '../population/make-planner.ts'
import { makeTeams } from '../population/make-teams.ts'
import type { Random } from '../random/random.ts'
import type { User } from '../workloads/directory/user.ts'
import type { GroupStore } from '../workloads/groups/group-store.ts'
import { createMeetingStore, type MeetingStore } from '../workloads/online-meetings/meeting-store.ts'
import { createPlannerStore, type PlannerStore } from '../workloads/planner/planner-store.ts'
import { changedPresence } from '../workloads/presence/presence-changes.ts'
import { createPresenceStore, type PresenceStore } from '../workloads/presence/presence-store.ts'
import type { Channel, Chat, ChatMessage, Team } from '../workloads/teams/team.ts'
import {
  changedChannel,
  changedChat,
  changedChatMessage,
  changedTeam,
} from '../workloads/teams/team-changes.ts'
import { createTeamStore, type TeamStore } from '../workloads/teams/team-store.ts'
import type { Clock } from './clock.ts'
import { once } from './once.ts'
import type { TenantState } from './tenant-state.ts'

/** What a tenant's teams and plans are made from. */
export interface TeamworkSources {
  readonly random: Random
  readonly clock: Clock
  readonly days: Days
  /** The people that the tenant begins with. */
  readonly users: readonly User[]
  readonly me: User
  readonly feed: ChangeFeed
  groups(): GroupStore
  /** The whole tenant, once it is made. */
  state(): TenantState
}

/** The part of a tenant's state that is about working together. */
export type TeamworkState = Pick<TenantState, 'teams' | 'planner' | 'presence' | 'meetings'>

/** Makes the teams, chats and plans of a tenant, each when it is first asked for. */
export function createTeamwork(from: TeamworkSources): TeamworkState {
  const { feed } = from
  return {
    teams: once(feed, () => teamsOf(from)),
    planner: once(feed, () => plansOf(from)),
    presence: once(feed, () => presenceOf(from)),
    meetings: once(feed, () => meetingsOf(from)),
  }
}

function teamsOf({ random, clock, days, users, feed, groups, state }: TeamworkSources): TeamStore {
  const store = createTeamStore({
    clock,
    random: random.fork('teams'),
    groups: groups(),
    tell: {
      teams: feed.of<Team>((team) => changedTeam(team, state())),
      channels: feed.of<Channel>((channel) => changedChannel(channel, state())),
      chats: feed.of<Chat>((chat) => changedChat(chat, state())),
      messages: feed.of<ChatMessage>((message) => changedChatMessage(message, state())),
    },
  })
  makeTeams(store, { random: random.fork('team talk'), days, users, groups: groups() })
  return store
}

function plansOf({ random, clock, days, groups }: TeamworkSources): PlannerStore {
  const own = random.fork('planner')
  const store = createPlannerStore({ clock, random: own, groups: groups() })
  makePlanner(store, { random: own.fork('plans'), days, groups: groups() })
  return store
}

function presenceOf({ random, clock, me, feed, state }: TeamworkSources): PresenceStore {
  const tell = feed.of<User>((user) => changedPresence(user, state()))
  return createPresenceStore({ clock, random: random.fork('presence'), me, tell })
}

function meetingsOf({ random, clock, state }: TeamworkSources): MeetingStore {
  const { id, directory } = state()
  return createMeetingStore({
    clock,
    random: random.fork('meetings'),
    tenantId: id,
    findUser: directory.find,
    eventsOf: (user) => (user.mail === null ? [] : state().mailbox(user).calendars.main.events),
  })
}
