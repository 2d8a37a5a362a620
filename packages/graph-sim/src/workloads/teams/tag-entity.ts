import type { Entity } from '../../odata/entity.ts'
import { int32, oneOf, text } from '../../odata/property-type.ts'
import type { TeamTag, TeamTagMember } from './team.ts'

const properties = {
  id: text,
  teamId: text,
  displayName: text,
  description: text,
  memberCount: int32,
  tagType: oneOf('teamworkTagType', 'standard'),
} as const

/** Tags of a team as Graph describes them. */
export function tagEntity(teamId: string): Entity<TeamTag> {
  return {
    name: 'teamworkTag',
    properties,
    navigation: ['members'],
    defaults: Object.keys(properties),
    always: [],
    annotations: () => ({ '@odata.type': '#microsoft.graph.teamworkTag' }),
    read({ id, displayName, description, people }, property) {
      const own: Readonly<Record<string, unknown>> = {
        id,
        teamId,
        displayName,
        description,
        memberCount: people.length,
        tagType: 'standard',
      }
      return own[property] ?? null
    },
  }
}

const memberProperties = { id: text, displayName: text, tenantId: text, userId: text } as const

/** Those who have a tag as Graph describes them. */
export function tagMemberEntity(tenantId: string): Entity<TeamTagMember> {
  return {
    name: 'teamworkTagMember',
    properties: memberProperties,
    navigation: [],
    defaults: Object.keys(memberProperties),
    always: [],
    annotations: () => ({ '@odata.type': '#microsoft.graph.teamworkTagMember' }),
    read({ id, user }, property) {
      const own: Readonly<Record<string, unknown>> = {
        id,
        displayName: user.displayName,
        tenantId,
        userId: user.id,
      }
      return own[property] ?? null
    },
  }
}
