import type {
  AadUserConversationMember,
  Channel,
  Chat,
  ChatMessage,
  Team,
} from '@microsoft/microsoft-graph-types'
import { describe, expect, it } from 'vitest'
import { clientOf, smallTenant } from '../graph-client.ts'

const client = clientOf(smallTenant())

/** Names that Microsoft's types have, so that a misspelt one does not compile. */
const named =
  <type>() =>
  (...names: readonly (keyof type & string)[]): readonly string[] =>
    names

const team = named<Team>()(
  'id',
  'createdDateTime',
  'displayName',
  'description',
  'internalId',
  'classification',
  'specialization',
  'visibility',
  'webUrl',
  'isArchived',
  'tenantId',
  'memberSettings',
  'guestSettings',
  'messagingSettings',
  'funSettings',
  'summary',
)
const channel = named<Channel>()(
  'id',
  'createdDateTime',
  'displayName',
  'description',
  'isFavoriteByDefault',
  'email',
  'tenantId',
  'webUrl',
  'membershipType',
  'isArchived',
)
const message = named<ChatMessage>()(
  'id',
  'replyToId',
  'etag',
  'messageType',
  'createdDateTime',
  'lastModifiedDateTime',
  'lastEditedDateTime',
  'deletedDateTime',
  'subject',
  'summary',
  'chatId',
  'importance',
  'locale',
  'webUrl',
  'channelIdentity',
  'policyViolation',
  'eventDetail',
  'from',
  'body',
  'attachments',
  'mentions',
  'reactions',
  'messageHistory',
)
const chat = named<Chat>()(
  'id',
  'topic',
  'createdDateTime',
  'lastUpdatedDateTime',
  'chatType',
  'webUrl',
  'tenantId',
  'onlineMeetingInfo',
  'viewpoint',
  'isHiddenForAllMembers',
)
const member = named<AadUserConversationMember>()(
  'id',
  'roles',
  'displayName',
  'visibleHistoryStartDateTime',
  'userId',
  'email',
  'tenantId',
)

describe('what Teams answers has the properties of Microsoft’s types', async () => {
  const joined = (await client.all('/me/joinedTeams'))[0]?.['id']
  const channels = `/teams/${joined}/channels`
  const general = `${channels}/${(await client.all(channels))[0]?.['id']}`
  const talk = `/chats/${(await client.all('/chats'))[0]?.['id']}`

  it.each([
    ['team', `/teams/${joined}`, team],
    ['channel', general, channel],
    ['message of a channel', `${general}/messages?$top=1`, message],
    ['message of a chat', `${talk}/messages?$top=1`, message],
    ['chat', talk, chat],
    ['member', `${talk}/members?$top=1`, member],
  ])('%s', async (_name, path, names) => {
    const { json } = await client.get(path)
    const row = json['value']?.[0] ?? json
    expect(Object.keys(row).filter((name) => !name.startsWith('@'))).toEqual(names)
  })
})
