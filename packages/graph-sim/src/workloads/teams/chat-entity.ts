import type { Entity } from '../../odata/entity.ts'
import { flag, moment, oneOf, openComplex, text } from '../../odata/property-type.ts'
import type { TenantState } from '../../tenant/tenant-state.ts'
import { type Chat, lastActivity } from './team.ts'

const properties = {
  id: text,
  topic: text,
  createdDateTime: moment,
  lastUpdatedDateTime: moment,
  chatType: oneOf('chatType', 'oneOnOne', 'group', 'meeting'),
  webUrl: text,
  tenantId: text,
  onlineMeetingInfo: openComplex('teamworkOnlineMeetingInfo'),
  viewpoint: openComplex('chatViewpoint'),
  isHiddenForAllMembers: flag,
} as const

/** Chats as Graph describes them. */
export function chatEntity(tenant: TenantState): Entity<Chat> {
  return {
    name: 'chat',
    properties,
    navigation: ['members', 'messages', 'lastMessagePreview', 'installedApps', 'tabs', 'pinnedMessages'],
    defaults: Object.keys(properties),
    always: [],
    annotations: () => ({}),
    read(chat, property) {
      const { id, topic, chatType, createdAt } = chat
      const own: Readonly<Record<string, unknown>> = {
        id,
        topic,
        chatType,
        createdDateTime: new Date(createdAt).toISOString(),
        lastUpdatedDateTime: new Date(lastActivity(chat)).toISOString(),
        webUrl: `https://teams.microsoft.com/l/chat/${encodeURIComponent(id)}/0?tenantId=${tenant.id}`,
        tenantId: tenant.id,
        viewpoint: { isHidden: false, lastMessageReadDateTime: new Date(lastActivity(chat)).toISOString() },
        isHiddenForAllMembers: false,
      }
      return own[property] ?? null
    },
  }
}
