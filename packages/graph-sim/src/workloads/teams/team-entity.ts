import type { Entity } from '../../odata/entity.ts'
import { flag, moment, oneOf, openComplex, text } from '../../odata/property-type.ts'
import type { TenantState } from '../../tenant/tenant-state.ts'
import type { Channel, Team } from './team.ts'

const teamProperties = {
  id: text,
  createdDateTime: moment,
  displayName: text,
  description: text,
  internalId: text,
  classification: text,
  specialization: oneOf(
    'teamSpecialization',
    'none',
    'educationStandard',
    'educationClass',
    'educationStaff',
  ),
  visibility: oneOf('teamVisibilityType', 'private', 'public', 'hiddenMembership'),
  webUrl: text,
  isArchived: flag,
  tenantId: text,
  memberSettings: openComplex('teamMemberSettings'),
  guestSettings: openComplex('teamGuestSettings'),
  messagingSettings: openComplex('teamMessagingSettings'),
  funSettings: openComplex('teamFunSettings'),
} as const

const settings: Readonly<Record<string, unknown>> = {
  specialization: 'none',
  isArchived: false,
  memberSettings: {
    allowCreateUpdateChannels: true,
    allowCreatePrivateChannels: true,
    allowDeleteChannels: true,
    allowAddRemoveApps: true,
    allowCreateUpdateRemoveTabs: true,
    allowCreateUpdateRemoveConnectors: true,
  },
  guestSettings: { allowCreateUpdateChannels: false, allowDeleteChannels: false },
  messagingSettings: {
    allowUserEditMessages: true,
    allowUserDeleteMessages: true,
    allowOwnerDeleteMessages: true,
    allowTeamMentions: true,
    allowChannelMentions: true,
  },
  funSettings: {
    allowGiphy: true,
    giphyContentRating: 'moderate',
    allowStickersAndMemes: true,
    allowCustomMemes: true,
  },
}

/** Teams as Graph describes them. */
export function teamEntity(tenant: TenantState): Entity<Team> {
  return {
    name: 'team',
    properties: teamProperties,
    navigation: ['channels', 'members', 'operations', 'primaryChannel', 'group', 'installedApps', 'schedule'],
    defaults: Object.keys(teamProperties),
    always: [],
    annotations: () => ({}),
    read(team, property) {
      const { group, channels, createdAt } = team
      const own: Readonly<Record<string, unknown>> = {
        ...settings,
        id: group.id,
        createdDateTime: new Date(createdAt).toISOString(),
        displayName: group.displayName,
        description: group.description,
        internalId: channels[0]?.id,
        classification: group.classification,
        visibility: (group.visibility ?? 'Private').toLowerCase(),
        webUrl: `https://teams.microsoft.com/l/team/${encodeURIComponent(channels[0]?.id ?? '')}/conversations?groupId=${group.id}&tenantId=${tenant.id}`,
        tenantId: tenant.id,
      }
      return own[property] ?? null
    },
  }
}

/** Teams in the list of those somebody is in, where Graph fills in only a few properties. */
export function joinedTeamEntity(tenant: TenantState): Entity<Team> {
  const entity = teamEntity(tenant)
  const filled = ['id', 'displayName', 'description', 'isArchived', 'tenantId']
  return {
    ...entity,
    read: (team, property, view) => (filled.includes(property) ? entity.read(team, property, view) : null),
  }
}

const channelProperties = {
  id: text,
  createdDateTime: moment,
  displayName: text,
  description: text,
  isFavoriteByDefault: flag,
  email: text,
  tenantId: text,
  webUrl: text,
  membershipType: oneOf('channelMembershipType', 'standard', 'private', 'shared'),
  isArchived: flag,
} as const

/** Channels as Graph describes them. */
export function channelEntity(tenant: TenantState): Entity<Channel> {
  return {
    name: 'channel',
    properties: channelProperties,
    navigation: ['members', 'messages', 'tabs', 'filesFolder', 'sharedWithTeams', 'allMembers'],
    defaults: Object.keys(channelProperties),
    always: [],
    annotations: () => ({}),
    read({ id, displayName, description, createdAt, team }, property) {
      const own: Readonly<Record<string, unknown>> = {
        id,
        displayName,
        description,
        createdDateTime: new Date(createdAt).toISOString(),
        email: '',
        tenantId: tenant.id,
        webUrl: `https://teams.microsoft.com/l/channel/${encodeURIComponent(id)}/${encodeURIComponent(displayName)}?groupId=${team.group.id}&tenantId=${tenant.id}`,
        membershipType: 'standard',
        isArchived: false,
      }
      return own[property] ?? null
    },
  }
}
