import type { TenantState } from '../../tenant/tenant-state.ts'
import { hasMailbox } from '../directory/has-mailbox.ts'
import type { User } from '../directory/user.ts'
import type { DriveItem } from '../drive/drive-item.ts'
import { isUnified } from '../groups/group.ts'
import type { ChatMessage } from '../teams/team.ts'

/** Where a report looks: in mailboxes, in OneDrive, in sites, in Teams, in groups, in all of these, or nowhere. */
export type EventSource = 'mail' | 'files' | 'sites' | 'teams' | 'groups' | 'all' | 'none'

/** What somebody did. */
export type EventKind = 'sent' | 'received' | 'read' | 'edited' | 'posted' | 'replied' | 'chatted'

/** Something that somebody did, and when, in milliseconds since the epoch. */
export interface UsageEvent {
  readonly userId: string
  readonly kind: EventKind
  readonly at: number
}

/** What was done in a tenant, as far as its data tells. */
export function usageEvents(tenant: TenantState, source: EventSource): readonly UsageEvent[] {
  switch (source) {
    case 'mail':
      return mailEvents(tenant)
    case 'files':
      return fileEvents(tenant)
    case 'teams':
      return teamsEvents(tenant)
    case 'all':
      return [...mailEvents(tenant), ...fileEvents(tenant), ...teamsEvents(tenant)]
    default:
      return []
  }
}

/** The files below an item of a drive. */
export function filesIn(item: DriveItem): readonly DriveItem[] {
  if (item.children === undefined) return [item]
  return [...item.children.values()].flatMap(filesIn)
}

/** The messages of a team's channels, with their replies. */
export function teamMessages(messages: readonly ChatMessage[]): readonly ChatMessage[] {
  return messages.flatMap((message) => [message, ...message.replies])
}

/** Those who have a mailbox, and so a licence for the rest. */
export function licensedUsers({ directory }: TenantState): readonly User[] {
  return directory.users.filter(hasMailbox)
}

function mailEvents(tenant: TenantState): readonly UsageEvent[] {
  return licensedUsers(tenant).flatMap((user) =>
    tenant.mailbox(user).messages.all.flatMap(({ from, isDraft, isRead, receivedDateTime }) => {
      if (isDraft) return []
      const at = Date.parse(receivedDateTime)
      const isOwn = from?.emailAddress.address.toLowerCase() === user.mail?.toLowerCase()
      const event = (kind: EventKind): UsageEvent => ({ userId: user.id, kind, at })
      if (isOwn) return [event('sent')]
      return isRead ? [event('received'), event('read')] : [event('received')]
    }),
  )
}

function fileEvents(tenant: TenantState): readonly UsageEvent[] {
  return licensedUsers(tenant).flatMap((user) =>
    filesIn(tenant.drive(user).root).map(({ lastModifiedDateTime, lastModifiedBy }) => ({
      userId: lastModifiedBy.id,
      kind: 'edited',
      at: Date.parse(lastModifiedDateTime),
    })),
  )
}

function teamsEvents(tenant: TenantState): readonly UsageEvent[] {
  const teams = tenant.teams()
  const channels = tenant
    .groups()
    .all.filter(isUnified)
    .flatMap((group) => teams.of(group)?.channels ?? [])
  const chats = new Set(tenant.directory.users.flatMap((user) => teams.chatsOf(user)))
  const written = ({ from, createdAt }: ChatMessage, kind: EventKind): readonly UsageEvent[] =>
    from === undefined ? [] : [{ userId: from.id, kind, at: createdAt }]
  return [
    ...channels.flatMap(({ messages }) =>
      teamMessages(messages).flatMap((message) =>
        written(message, message.replyTo === undefined ? 'posted' : 'replied'),
      ),
    ),
    ...[...chats].flatMap(({ messages }) => messages.flatMap((message) => written(message, 'chatted'))),
  ]
}
