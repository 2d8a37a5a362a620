import { type ChangedThing, contentOf } from '../../change-feed/changed-thing.ts'
import type { TenantState } from '../../tenant/tenant-state.ts'
import type { Membership } from '../groups/group-store.ts'
import { channelEntity } from './channel-entity.ts'
import { chatEntity } from './chat-entity.ts'
import { memberEntity, teamMembers } from './member-entity.ts'
import { chatMessageEntity } from './message-entity.ts'
import { type Channel, type Chat, type ChatMessage, isChannel, type Team } from './team.ts'
import { teamEntity } from './team-entity.ts'

/** Says which subscriptions hear of a team: those to all teams, and those to this one. */
export function changedTeam(team: Team, tenant: TenantState): ChangedThing {
  const { id } = team.group
  const content = contentOf(teamEntity(tenant), team)
  return { type: 'team', audiences: ['teams', `teams/${id}`], place: 'teams', id, content }
}

/** Says which subscriptions hear of a channel: those to all channels, and those to its team's. */
export function changedChannel(channel: Channel, tenant: TenantState): ChangedThing {
  const place = `teams/${channel.team.group.id}/channels`
  const content = contentOf(channelEntity(tenant), channel)
  return { type: 'channel', audiences: ['teams/getAllChannels', place], place, id: channel.id, content }
}

/** Says which subscriptions hear of a chat: those to all chats, to this one, and to those of one of its people. */
export function changedChat(chat: Chat, tenant: TenantState): ChangedThing {
  const { id } = chat
  const audiences = ['chats', `chats/${id}`, ...chat.members.map((user) => `users/${user.id}/chats`)]
  return { type: 'chat', audiences, place: 'chats', id, content: contentOf(chatEntity(tenant), chat) }
}

/** Says which subscriptions hear of a message: those to its channel or chat, to all of a kind, and to it and its replies. */
export function changedChatMessage(message: ChatMessage, tenant: TenantState): ChangedThing {
  const { id, place, replyTo } = message
  const list = isChannel(place)
    ? `teams/${place.team.group.id}/channels/${place.id}/messages`
    : `chats/${place.id}/messages`
  const wider = isChannel(place)
    ? ['teams/getAllMessages', `teams/${place.team.group.id}/channels/getAllMessages`]
    : ['chats/getAllMessages', ...place.members.map((user) => `users/${user.id}/chats/getAllMessages`)]
  const thread = replyTo === undefined ? `${list}/${id}` : `${list}/${replyTo.id}`
  return {
    type: 'chatMessage',
    audiences: [...wider, list, thread, `${thread}/replies`],
    place: replyTo === undefined ? list : `${list}/${replyTo.id}/replies`,
    id,
    etag: id,
    content: contentOf(chatMessageEntity(tenant), message),
  }
}

/** Says which subscriptions hear that somebody comes to a team or leaves it; none when the group has no team. */
export function changedTeamMember({ group, object }: Membership, tenant: TenantState): ChangedThing {
  const place = `teams/${group.id}/members`
  const team = group.resourceProvisioningOptions.includes('Team') ? tenant.teams().of(group) : undefined
  const row = team && teamMembers(team).find(({ user }) => user === object)
  return {
    type: 'aadUserConversationMember',
    audiences: row === undefined ? [] : ['teams/getAllMembers', place],
    place,
    id: row?.id ?? object.id,
    ...(row === undefined ? {} : { content: contentOf(memberEntity(tenant.id), row) }),
  }
}
