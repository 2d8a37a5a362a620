import { badRequest, notSimulated } from '../../errors/catalog.ts'
import { refuse } from '../../errors/graph-problem.ts'
import type { Call } from '../../gateway/call.ts'
import { isObject, type JsonObject, member } from '../../gateway/parse-json.ts'
import { readJson, readMembers } from '../../gateway/read-body.ts'
import { channelEntity } from './channel-entity.ts'
import type { Channel, ChannelMember, MembershipType, Team } from './team.ts'
import { requireActive, teamOf } from './team-call.ts'
import { membersFrom, type NamedMember } from './team-from.ts'
import { isArchived } from './team-problems.ts'
import { isIn } from './team-store.ts'

const others = ['members', 'moderationSettings', 'sharedWithTeams', 'tabs']

/** Makes the channel that a request describes in the team of its path. */
export function createChannel(call: Call): Channel {
  const json = readJson(call)
  if (json['@microsoft.graph.channelCreationMode'] !== undefined)
    refuse(notSimulated('the import of messages (channelCreationMode)'))
  const team = teamOf(call)
  if (team.isArchived) refuse(isArchived)
  const members = readMembers(json, channelEntity(call.tenant), others)
  const membershipType = (members['membershipType'] ?? 'standard') as MembershipType
  const people = membershipType === 'standard' ? [] : peopleFrom(call, json, { team, membershipType })
  return addChannel(call, team, { ...members, membershipType, people })
}

/** Adds the channel that a part of a request describes; refuses names that Teams does not take or that are taken. */
export function addChannel(call: Call, team: Team, members: JsonObject): Channel {
  const displayName = nameFrom(members['displayName'])
  requireFreeName(displayName, team)
  return call.tenant.teams().addChannel(team, {
    displayName,
    description: textOrNull(members['description']),
    membershipType: (members['membershipType'] ?? 'standard') as MembershipType,
    isFavoriteByDefault:
      typeof members['isFavoriteByDefault'] === 'boolean' ? members['isFavoriteByDefault'] : null,
    people: (members['people'] ?? []) as readonly ChannelMember[],
  })
}

/** Changes a channel as a request says; what kind it is stays. */
export function changeChannel(call: Call, channel: Channel): void {
  const members = readMembers(readJson(call), channelEntity(call.tenant), others)
  requireActive(channel)
  const { displayName, description, membershipType, isFavoriteByDefault } = members
  if (membershipType !== undefined && membershipType !== channel.membershipType)
    refuse(badRequest('The membershipType of a channel cannot be changed.'))
  if (displayName !== undefined) {
    refuseGeneral(channel)
    const name = nameFrom(displayName)
    if (name.toLowerCase() !== channel.displayName.toLowerCase()) requireFreeName(name, channel.team)
    channel.displayName = name
  }
  if (description !== undefined) channel.description = textOrNull(description)
  if (typeof isFavoriteByDefault === 'boolean') channel.isFavoriteByDefault = isFavoriteByDefault
  call.tenant.teams().changedChannel(channel)
}

/** Refuses to rename or delete the general channel. */
export function refuseGeneral(channel: Channel): void {
  if (channel.team.channels[0] === channel)
    refuse(badRequest('The general channel of a team cannot be renamed or deleted.'))
}

interface Circumstances {
  readonly team: Team
  readonly membershipType: MembershipType
}

/** Who is in a new private or shared channel; whoever makes one owns it unless he names an owner. */
function peopleFrom(
  call: Call,
  json: JsonObject,
  { team, membershipType }: Circumstances,
): readonly ChannelMember[] {
  const named: readonly NamedMember[] = membersFrom(call, json)
  if (membershipType === 'private' && named.some(({ user }) => !isIn(team, user)))
    refuse(badRequest('The people of a private channel have to be members of its team.'))
  const { principal } = call
  const people = named.map(({ user, owner }) => ({ user, isOwner: owner }))
  if (people.some(({ isOwner }) => isOwner)) return people
  if (principal.kind === 'application') return refuse(badRequest('A channel made by an app needs an owner.'))
  return [{ user: principal.user, isOwner: true }, ...people.filter(({ user }) => user !== principal.user)]
}

function nameFrom(value: unknown): string {
  if (typeof value !== 'string') return refuse(badRequest('A channel needs a displayName.'))
  if (value.trim() === '' || value.length > 50 || /[~#%&*{}+/\\:<>?|'".]/.test(value))
    refuse(badRequest('The displayName of a channel has 1 to 50 characters, without special ones.'))
  return value
}

/** Names of deleted channels stay taken (Graph rule 37). */
function requireFreeName(name: string, { channels, deletedNames }: Team): void {
  const taken = [...channels.map(({ displayName }) => displayName), ...deletedNames]
  if (taken.some((other) => other.toLowerCase() === name.toLowerCase()))
    refuse(badRequest('Channel name already existed, please use other name'))
}

function textOrNull(value: unknown): string | null {
  return typeof value === 'string' ? value : null
}

/** Reads the channels that a new team is made with. */
export function channelsFrom(json: JsonObject): readonly JsonObject[] {
  const channels = member(json, 'channels') ?? []
  if (!Array.isArray(channels) || !channels.every(isObject))
    return refuse(badRequest("'channels' must be a list of channels."))
  return channels
}
