import type { Entity } from '../../odata/entity.ts'
import { flag, moment, oneOf, openComplex, text } from '../../odata/property-type.ts'
import type { TenantState } from '../../tenant/tenant-state.ts'
import type { Channel } from './team.ts'

const properties = {
  id: text,
  createdDateTime: moment,
  displayName: text,
  description: text,
  isFavoriteByDefault: flag,
  email: text,
  tenantId: text,
  webUrl: text,
  membershipType: oneOf('channelMembershipType', 'standard', 'private', 'unknownFutureValue', 'shared'),
  isArchived: flag,
} as const

/** Channels as Graph describes them; a summary comes when it is selected. */
export function channelEntity(tenant: TenantState): Entity<Channel> {
  return {
    name: 'channel',
    properties: { ...properties, summary: openComplex('channelSummary') },
    navigation: ['members', 'messages', 'tabs', 'filesFolder', 'sharedWithTeams', 'allMembers'],
    defaults: Object.keys(properties),
    always: [],
    annotations: () => ({}),
    read(channel, property) {
      const { id, displayName, team, createdAt } = channel
      const query = `groupId=${team.group.id}&tenantId=${tenant.id}`
      const own: Readonly<Record<string, unknown>> = {
        id,
        displayName,
        description: channel.description,
        createdDateTime: new Date(createdAt).toISOString(),
        isFavoriteByDefault: channel.isFavoriteByDefault,
        email: channel.email,
        tenantId: tenant.id,
        webUrl: `https://teams.microsoft.com/l/channel/${encodeURIComponent(id)}/${encodeURIComponent(displayName)}?${query}`,
        membershipType: channel.membershipType,
        isArchived: channel.isArchived || team.isArchived,
        summary: summaryOf(channel),
      }
      return own[property] ?? null
    },
  }
}

/** Channels in the lists that go beyond one team: each says where it is. */
export function linkedChannelEntity(tenant: TenantState): Entity<Channel> {
  return {
    ...channelEntity(tenant),
    annotations: ({ id, team }, { base }) => ({
      '@odata.id': `${base}/tenants/${tenant.id}/teams/${team.group.id}/channels/${id}`,
    }),
  }
}

function summaryOf({ membershipType, people, team: { group } }: Channel): Readonly<Record<string, unknown>> {
  const own = people.filter(({ isOwner }) => isOwner).length
  const guests = group.members.filter((one) => 'userType' in one && one.userType === 'Guest').length
  return membershipType === 'standard'
    ? {
        ownersCount: group.owners.length,
        membersCount: group.members.length - guests,
        guestsCount: guests,
        hasMembersFromOtherTenants: false,
      }
    : {
        ownersCount: own,
        membersCount: people.length - own,
        guestsCount: 0,
        hasMembersFromOtherTenants: false,
      }
}
