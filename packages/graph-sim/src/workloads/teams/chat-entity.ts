import type { Entity } from '../../odata/entity.ts'
import { complex, flag, listOf, moment, oneOf, openComplex, text } from '../../odata/property-type.ts'
import type { TenantState } from '../../tenant/tenant-state.ts'
import type { User } from '../directory/user.ts'
import { viewpointOf } from './chat-store.ts'
import { teamworkUser } from './message-entity.ts'
import type { Chat, ChatMeeting } from './team.ts'

const properties = {
  id: text,
  topic: text,
  createdDateTime: moment,
  lastUpdatedDateTime: moment,
  chatType: oneOf('chatType', 'oneOnOne', 'group', 'meeting'),
  webUrl: text,
  tenantId: text,
  onlineMeetingInfo: openComplex('teamworkOnlineMeetingInfo'),
  viewpoint: complex('chatViewpoint', { isHidden: flag, lastMessageReadDateTime: moment }),
  isHiddenForAllMembers: flag,
} as const

/** What a filter may ask about the people in a chat. */
const people = listOf(complex('conversationMember', { displayName: text, userId: text, email: text }))

/** Chats as Graph describes them to somebody; their viewpoint is `null` for an app. */
export function chatEntity(tenant: TenantState, viewer?: User): Entity<Chat> {
  return {
    name: 'chat',
    properties: { ...properties, members: people },
    navigation: ['members', 'messages', 'lastMessagePreview', 'installedApps', 'tabs', 'pinnedMessages'],
    defaults: Object.keys(properties),
    always: [],
    annotations: () => ({}),
    read(chat, property) {
      const { id, topic, chatType, createdAt, updatedAt, members, meeting } = chat
      const own: Readonly<Record<string, unknown>> = {
        id,
        topic,
        chatType,
        createdDateTime: new Date(createdAt).toISOString(),
        lastUpdatedDateTime: new Date(updatedAt).toISOString(),
        webUrl: `https://teams.microsoft.com/l/chat/${encodeURIComponent(id)}/0?tenantId=${tenant.id}`,
        tenantId: tenant.id,
        viewpoint: viewer === undefined ? null : viewpointOf(chat, viewer),
        onlineMeetingInfo: meeting && meetingInfo(meeting, tenant),
        isHiddenForAllMembers: false,
        members: members.map((user) => ({
          displayName: user.displayName,
          userId: user.id,
          email: user.mail,
        })),
      }
      return own[property] ?? null
    },
  }
}

function meetingInfo({ joinWebUrl, organizer }: ChatMeeting, tenant: TenantState): unknown {
  return {
    calendarEventId: null,
    joinWebUrl,
    organizer: { ...teamworkUser(organizer, tenant), displayName: null },
  }
}
