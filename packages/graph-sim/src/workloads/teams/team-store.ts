import { type ChangeTeller, untold } from '../../change-feed/change-feed.ts'
import { badRequest } from '../../errors/catalog.ts'
import { refuse } from '../../errors/graph-problem.ts'
import type { Random } from '../../random/random.ts'
import type { Clock } from '../../tenant/clock.ts'
import type { User } from '../directory/user.ts'
import type { Group } from '../groups/group.ts'
import type { GroupStore } from '../groups/group-store.ts'
import { type ChatStore, type ChatTellers, createChatStore } from './chat-store.ts'
import type { Channel, ChannelMember, MembershipType, Team, TeamOperation } from './team.ts'
import { notFound, teamNotFound } from './team-problems.ts'
import { defaultSettings } from './team-settings.ts'
import { threadId } from './thread-id.ts'

/** The teams and chats of a tenant. What changes, changes here or is told here. */
export interface TeamStore extends ChatStore {
  /** The teams that are there. */
  all(): readonly Team[]
  /** The teams whose group is gone. */
  deleted(): readonly Team[]
  /** By the id of its group; refuses what is no GUID, what has no team, and what is not ready yet. */
  find(id: string): Team
  /** Whether a group has a team, be it on its way. */
  has(group: Group): boolean
  /** The team of a group; `undefined` when it has none. */
  of(group: Group): Team | undefined
  /** The teams that somebody is in. */
  joinedBy(user: User): readonly Team[]
  /** Makes a team with its general channel, ready after `delay` milliseconds. */
  create(group: Group, timing?: NewTeam): Team
  /** Notes that a team has changed. */
  changedTeam(team: Team): void
  /** Notes something that takes until `endsAt`. */
  startOperation(operation: Omit<TeamOperation, 'id' | 'startedAt'>): TeamOperation
  /** Refuses what names nothing, or an operation of another team. */
  findOperation(teamId: string, id: string): TeamOperation
  addChannel(team: Team, channel: NewChannel): Channel
  /** Notes that a channel has changed. */
  changedChannel(channel: Channel): void
  removeChannel(channel: Channel): void
  /** An id for a tab, a tag or somebody who has one. */
  newId(): string
}

/** When a team is made and when it is there. */
export interface NewTeam {
  /** Until it is ready, in milliseconds; 0 when left out. */
  readonly delay?: number
  /** In milliseconds; now when left out. */
  readonly createdAt?: number
}

/** What a channel is made from. */
export interface NewChannel {
  readonly displayName: string
  readonly description: string | null
  /** `standard` when left out. */
  readonly membershipType?: MembershipType
  readonly isFavoriteByDefault?: boolean | null
  readonly people?: readonly ChannelMember[]
  /** In milliseconds; now when left out. */
  readonly createdAt?: number
}

/** What a store of teams is made of. */
export interface TeamBasis {
  readonly clock: Clock
  readonly random: Random
  readonly groups: GroupStore
  /** Whom to tell of changes; nobody when left out. */
  readonly tell?: TeamTellers
}

/** Whom a store of teams tells of changes. */
export interface TeamTellers extends ChatTellers {
  readonly teams: ChangeTeller<Team>
  readonly channels: ChangeTeller<Channel>
}

const tellNobody: TeamTellers = { teams: untold, channels: untold, chats: untold, messages: untold }

/** Creates a store without teams and chats. */
export function createTeamStore({ clock, random, groups, tell = tellNobody }: TeamBasis): TeamStore {
  const teams = new Map<string, Team>()
  const operations = new Map<string, TeamOperation>()
  const exists = ({ group }: Team): boolean => groups.all.includes(group)
  const isThere = (team: Team): boolean => exists(team) && team.readyAt <= clock.now()

  return {
    ...createChatStore(clock, random, tell),
    all: () => [...teams.values()].filter(isThere),
    deleted: () => [...teams.values()].filter((team) => !exists(team)),
    find(id) {
      const team = teams.get(requireGuid(id).toLowerCase())
      return team !== undefined && isThere(team) ? team : refuse(teamNotFound(id))
    },
    has: ({ id }) => teams.has(id),
    of: ({ id }) => teams.get(id),
    joinedBy: (user) => [...teams.values()].filter((team) => isThere(team) && isIn(team, user)),
    create(group, { delay = 0, createdAt = clock.now() } = {}) {
      const team = newTeam(group, createdAt, createdAt + delay)
      const { description } = group
      team.channels.push(newChannel(team, { displayName: 'General', description, createdAt }, random))
      teams.set(group.id, team)
      group.resourceProvisioningOptions = ['Team']
      groups.changed(group)
      tell.teams.created(team)
      return team
    },
    changedTeam: (team) => tell.teams.updated(team),
    startOperation(operation) {
      const started = { ...operation, id: random.guid(), startedAt: clock.now() }
      operations.set(started.id, started)
      return started
    },
    findOperation(teamId, id) {
      const operation = operations.get(id.toLowerCase())
      return operation?.team.group.id === teamId.toLowerCase() ? operation : refuse(notFound)
    },
    addChannel(team, channel) {
      const made = newChannel(team, { createdAt: clock.now(), ...channel }, random)
      team.channels.push(made)
      tell.channels.created(made)
      return made
    },
    changedChannel: (channel) => tell.channels.updated(channel),
    removeChannel(channel) {
      tell.channels.deleted(channel)
      const { channels, deletedNames } = channel.team
      deletedNames.push(channel.displayName)
      channels.splice(channels.indexOf(channel), 1)
    },
    newId: () => random.guid(),
  }
}

/** Whether somebody is a member or an owner of a team. */
export function isIn({ group }: Team, user: User): boolean {
  return group.members.includes(user) || group.owners.includes(user)
}

/** Whether somebody may read a channel: as one of the team, as one of its own people, or of a team it is shared with. */
export function mayRead({ membershipType, people, sharedWith, team }: Channel, user: User): boolean {
  if (membershipType === 'standard') return isIn(team, user)
  return people.some((one) => one.user === user) || sharedWith.some((other) => isIn(other, user))
}

function newTeam(group: Group, createdAt: number, readyAt: number): Team {
  return {
    group,
    createdAt,
    readyAt,
    channels: [],
    deletedNames: [],
    settings: defaultSettings,
    isArchived: false,
    apps: ['com.microsoft.teamspace.tab.planner', '0d820ecd-def2-4297-adad-78056cde7c78'],
    tags: [],
  }
}

function newChannel(
  team: Team,
  { people = [], ...channel }: NewChannel & { readonly createdAt: number },
  random: Random,
): Channel {
  return {
    membershipType: 'standard',
    isFavoriteByDefault: null,
    ...channel,
    id: threadId(random, 'tacv2'),
    team,
    isArchived: false,
    email: '',
    people: [...people],
    sharedWith: [],
    tabs: [],
    messages: [],
  }
}

function requireGuid(id: string): string {
  return /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(id)
    ? id
    : refuse(badRequest('teamId needs to be a valid GUID.'))
}
