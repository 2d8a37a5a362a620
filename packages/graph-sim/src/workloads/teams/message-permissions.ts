import type { Permissions } from '../../routing/route.ts'
import { permissions } from './team-permissions.ts'

const oldGroupNames = ['Group.Read.All', 'Group.ReadWrite.All']

/** To read messages in channels. */
export const readChannelMessages = permissions(['ChannelMessage.Read.All', ...oldGroupNames], undefined, [
  'ChannelMessage.Read.Group',
])

/** To write in channels; apps may only import old messages. */
export const sendChannelMessages = permissions(
  ['ChannelMessage.Send', 'Group.ReadWrite.All'],
  ['Teamwork.Migrate.All'],
)

/** To change what one has written in a channel, or for an app to mark what breaks a policy. */
export const changeChannelMessages = permissions(
  ['ChannelMessage.ReadWrite', 'Group.ReadWrite.All'],
  ['ChannelMessage.UpdatePolicyViolation.All', 'Group.ReadWrite.All'],
)

/** To delete messages in channels and bring them back. */
export const deleteChannelMessages = forPeople(['ChannelMessage.ReadWrite'])

/** To react to messages in channels. */
export const reactInChannels = forPeople(['ChannelMessage.Send'])

/** To read all messages of all channels of a team. */
export const exportChannelMessages = forApps(['ChannelMessage.Read.All'])

/** To read messages in chats. */
export const readChatMessages = permissions(
  ['Chat.Read', 'Chat.ReadWrite'],
  ['Chat.Read.All', 'Chat.ReadWrite.All'],
  ['ChatMessage.Read.Chat'],
)

/** To write in chats; apps may only import old messages. */
export const sendChatMessages = permissions(
  ['ChatMessage.Send', 'Chat.ReadWrite', 'Group.ReadWrite.All'],
  ['Teamwork.Migrate.All'],
)

/** To change what one has written in a chat, or for an app to mark what breaks a policy. */
export const changeChatMessages = permissions(
  ['Chat.ReadWrite', 'Group.ReadWrite.All'],
  ['Chat.UpdatePolicyViolation.All', 'Chat.ReadWrite.All', 'Group.ReadWrite.All'],
)

/** To delete messages in chats and bring them back. */
export const deleteChatMessages = forPeople(['Chat.ReadWrite'])

/** To react to messages in chats. */
export const reactInChats = forPeople(['ChatMessage.Send', 'Chat.ReadWrite'])

/** To see the pictures in messages of chats. */
export const readHostedInChats = permissions(
  ['Chat.Read', 'Chat.ReadWrite', ...oldGroupNames],
  ['Chat.Read.All', 'Chat.ReadWrite.All', ...oldGroupNames],
  ['ChatMessage.Read.Chat'],
)

/** To read all messages of somebody's chats. */
export const exportChatMessages = forApps(['Chat.Read.All', 'Chat.ReadWrite.All'])

/** To see what is pinned in a chat. */
export const readPinnedMessages = permissions(
  ['Chat.Read', 'Chat.ReadWrite'],
  ['ChatMessage.Read.All', 'Chat.Read.All', 'Chat.ReadWrite.All'],
)

/** To pin messages. */
export const pinMessages = permissions(['ChatMessage.Send', 'Chat.ReadWrite'], ['Chat.ReadWrite.All'])

/** To unpin messages. */
export const unpinMessages = permissions(['Chat.ReadWrite'], ['Chat.ReadWrite.All'])

function forPeople(delegated: readonly string[]): Permissions {
  return permissions(delegated, [])
}

function forApps(application: readonly string[]): Permissions {
  return permissions([], application)
}
