import type { Permissions } from '../../routing/route.ts'

const group = {
  read: ['Group.Read.All', 'Directory.Read.All'],
  write: ['Group.ReadWrite.All', 'Directory.ReadWrite.All'],
}

/** With `own`, the permissions that an app may get for single teams or chats. */
function permissions(
  delegated: readonly string[],
  application: readonly string[] = delegated,
  own: readonly string[] = [],
): Permissions {
  return { delegated, shared: delegated, application: [...own, ...application] }
}

const readSettings = ['Team.ReadBasic.All', 'TeamSettings.Read.All', 'TeamSettings.ReadWrite.All']

/** To list the teams that somebody is in. */
export const readJoinedTeams = permissions(
  [...readSettings, 'User.Read.All', 'User.ReadWrite.All', 'Directory.Read.All', 'Directory.ReadWrite.All'],
  [...readSettings, 'User.Read.All', 'User.ReadWrite.All', 'Directory.Read.All', 'Directory.ReadWrite.All'],
)

/** To read a team, and how far its creation has come. */
export const readTeam = permissions([...readSettings, ...group.read, ...group.write])

/** To read the team of a group. */
export const readGroupTeam = permissions(['Group.Read.All'])

/** To create teams. */
export const createTeams = permissions(['Team.Create', ...group.write])

/** To give a group a team. */
export const writeGroupTeam = permissions(group.write)

/** To read who is in a team. */
export const readTeamMembers = permissions(['TeamMember.Read.All', 'TeamMember.ReadWrite.All'], undefined, [
  'TeamMember.Read.Group',
])

/** To take people into a team and out of it. */
export const writeTeamMembers = permissions([
  'TeamMember.ReadWriteNonOwnerRole.All',
  'TeamMember.ReadWrite.All',
])

/** To read channels. */
export const readChannels = permissions(
  [
    'Channel.ReadBasic.All',
    'ChannelSettings.Read.All',
    'ChannelSettings.ReadWrite.All',
    ...group.read,
    ...group.write,
  ],
  undefined,
  ['ChannelSettings.Read.Group'],
)

/** To read the general channel. */
export const readPrimaryChannel = permissions(
  ['Channel.ReadBasic.All', 'ChannelSettings.Read.All', 'ChannelSettings.ReadWrite.All'],
  undefined,
  ['ChannelSettings.Read.Group'],
)

/** To create channels. */
export const createChannels = permissions(['Channel.Create', ...group.write], undefined, [
  'Channel.Create.Group',
])

/** To change channels. */
export const writeChannels = permissions(['ChannelSettings.ReadWrite.All', ...group.write], undefined, [
  'ChannelSettings.ReadWrite.Group',
])

/** To delete channels. */
export const deleteChannels = permissions(['Channel.Delete.All', ...group.write], undefined, [
  'Channel.Delete.Group',
])

/** To read who is in a channel. */
export const readChannelMembers = permissions(
  ['ChannelMember.Read.All', 'ChannelMember.ReadWrite.All'],
  undefined,
  ['ChannelMember.Read.Group'],
)

/** To read messages in channels. */
export const readChannelMessages = permissions(
  ['ChannelMessage.Read.All', 'Group.Read.All', 'Group.ReadWrite.All'],
  undefined,
  ['ChannelMessage.Read.Group'],
)

/** To write in channels; apps may only import old messages. */
export const sendChannelMessages = permissions(
  ['ChannelMessage.Send', 'Group.ReadWrite.All'],
  ['Teamwork.Migrate.All'],
)

const readChatNames = ['Chat.ReadBasic', 'Chat.Read', 'Chat.ReadWrite']

/** To list chats. */
export const listChats = permissions(readChatNames, [
  'Chat.ReadBasic.All',
  'Chat.Read.All',
  'Chat.ReadWrite.All',
])

/** To create chats. */
export const createChats = permissions(['Chat.Create', 'Chat.ReadWrite'], ['Chat.Create'])

/** To read a chat. */
export const readChat = permissions(
  readChatNames,
  ['Chat.ReadBasic.All', 'Chat.Read.All'],
  ['ChatSettings.Read.Chat'],
)

/** To read who is in a chat. */
export const readChatMembers = permissions(
  ['Chat.ReadBasic', 'ChatMember.Read', 'Chat.Read', 'ChatMember.ReadWrite', 'Chat.ReadWrite'],
  [
    'ChatMember.Read.All',
    'Chat.ReadBasic.All',
    'Chat.Read.All',
    'ChatMember.ReadWrite.All',
    'Chat.ReadWrite.All',
  ],
  ['ChatMember.Read.Chat'],
)

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
