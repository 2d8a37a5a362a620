import type { Entity } from '../../odata/entity.ts'
import { flag, moment, oneOf, openComplex, text } from '../../odata/property-type.ts'
import type { TenantState } from '../../tenant/tenant-state.ts'
import type { Team } from './team.ts'

const properties = {
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
    'educationProfessionalLearningCommunity',
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
  summary: openComplex('teamSummary'),
} as const

/** Teams as Graph describes them. */
export function teamEntity(tenant: TenantState): Entity<Team> {
  return {
    name: 'team',
    properties,
    navigation: [
      'allChannels',
      'channels',
      'group',
      'incomingChannels',
      'installedApps',
      'members',
      'operations',
      'photo',
      'primaryChannel',
      'schedule',
      'tags',
      'template',
    ],
    defaults: Object.keys(properties),
    always: [],
    annotations: () => ({}),
    read(team, property) {
      const { group, channels, createdAt, settings, isArchived } = team
      const general = channels[0]?.id
      const own: Readonly<Record<string, unknown>> = {
        ...settings,
        id: group.id,
        createdDateTime: new Date(createdAt).toISOString(),
        displayName: group.displayName,
        description: group.description,
        internalId: general,
        classification: group.classification,
        specialization: 'none',
        visibility: (group.visibility ?? 'Private').toLowerCase(),
        webUrl: `https://teams.microsoft.com/l/team/${encodeURIComponent(general ?? '')}/conversations?groupId=${group.id}&tenantId=${tenant.id}`,
        isArchived,
        tenantId: tenant.id,
        summary: summaryOf(team),
      }
      return own[property] ?? null
    },
  }
}

/** Teams in the list of those somebody is in, where Graph fills in only a few properties. */
export function joinedTeamEntity(tenant: TenantState): Entity<Team> {
  return filledEntity(tenant, ['id', 'displayName', 'description', 'isArchived', 'tenantId'])
}

/** Teams in the list of all, where Graph fills in even fewer. */
export function listedTeamEntity(tenant: TenantState): Entity<Team> {
  return filledEntity(tenant, ['id', 'displayName', 'description'])
}

function filledEntity(tenant: TenantState, filled: readonly string[]): Entity<Team> {
  const entity = teamEntity(tenant)
  return {
    ...entity,
    read: (team, property, view) => (filled.includes(property) ? entity.read(team, property, view) : null),
  }
}

function summaryOf({ group: { members, owners } }: Team): Readonly<Record<string, unknown>> {
  const people = members.filter((one) => 'userPrincipalName' in one)
  const guests = people.filter(({ userType }) => userType === 'Guest')
  const ordinary = people.filter((user) => !owners.includes(user) && !guests.includes(user))
  return { ownersCount: owners.length, membersCount: ordinary.length, guestsCount: guests.length }
}
