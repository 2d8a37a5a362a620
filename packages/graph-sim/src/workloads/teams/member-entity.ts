import { refuse } from '../../errors/graph-problem.ts'
import type { Entity } from '../../odata/entity.ts'
import { listOf, moment, text } from '../../odata/property-type.ts'
import type { User } from '../directory/user.ts'
import { type Channel, type Chat, isChannel, type Team } from './team.ts'
import { notFound } from './team-problems.ts'

/** Somebody in a team, a channel or a chat. */
export interface Participant {
  readonly id: string
  readonly user: User
  readonly roles: readonly string[]
  readonly visibleHistoryStartDateTime?: string | undefined
}

const properties = {
  id: text,
  roles: listOf(text),
  displayName: text,
  visibleHistoryStartDateTime: moment,
  userId: text,
  email: text,
  tenantId: text,
} as const

/** From when on those read who read everything. */
export const beginning = '0001-01-01T00:00:00Z'

/** Members of teams, channels and chats as Graph describes them. */
export function memberEntity(tenantId: string): Entity<Participant> {
  return {
    name: 'conversationMember',
    properties,
    navigation: [],
    defaults: Object.keys(properties),
    always: [],
    annotations: () => ({ '@odata.type': '#microsoft.graph.aadUserConversationMember' }),
    read({ id, user, roles, visibleHistoryStartDateTime = beginning }, property) {
      const own: Readonly<Record<string, unknown>> = {
        id,
        roles,
        displayName: user.displayName,
        visibleHistoryStartDateTime,
        userId: user.id,
        email: user.mail,
        tenantId,
      }
      return own[property] ?? null
    },
  }
}

/** Who is in a team: the members and owners of its group. */
export function teamMembers({ group, channels }: Team): readonly Participant[] {
  const users = [...group.owners, ...group.members.filter((one) => 'userPrincipalName' in one)]
  return [...new Set(users)].map((user) => ({
    id: memberId(channels[0]?.id ?? group.id, user),
    user,
    roles: group.owners.includes(user) ? ['owner'] : rolesOf(user),
  }))
}

/** Who is in a channel or a chat by himself. */
export function placeMembers(place: Channel | Chat): readonly Participant[] {
  if (!isChannel(place))
    return place.members.map((user) => ({
      id: memberId(place.id, user),
      user,
      roles: user.userType === 'Guest' ? ['guest'] : ['owner'],
      visibleHistoryStartDateTime: place.visibleFrom.get(user),
    }))
  if (place.membershipType === 'standard') return teamMembers(place.team)
  return place.people.map(({ user, isOwner }) => ({
    id: memberId(place.id, user),
    user,
    roles: isOwner ? ['owner'] : rolesOf(user),
  }))
}

/** Who is in a channel, by himself or because it is shared with a team of his. */
export function allChannelMembers(channel: Channel): readonly Participant[] {
  const own = placeMembers(channel)
  const others = channel.sharedWith
    .flatMap(teamMembers)
    .filter(({ user }) => own.every((each) => each.user !== user))
    .map(({ user }) => ({ id: memberId(channel.id, user), user, roles: rolesOf(user) }))
  return [...own, ...others]
}

/** One of the members by id; refuses what names none. */
export function findMember(members: readonly Participant[], id: string): Participant {
  return members.find((member) => member.id === id) ?? refuse(notFound)
}

function rolesOf({ userType }: User): readonly string[] {
  return userType === 'Guest' ? ['guest'] : []
}

function memberId(thread: string, user: User): string {
  return Buffer.from(`0##${thread}##${user.id}`).toString('base64')
}
