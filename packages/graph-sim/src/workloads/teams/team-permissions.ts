import type { Permissions } from '../../routing/route.ts'

const group = {
  read: ['Group.Read.All', 'Directory.Read.All'],
  write: ['Group.ReadWrite.All', 'Directory.ReadWrite.All'],
}

/** Permissions for people and for apps; `own` are those that an app may get for single teams or chats. */
export function permissions(
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

/** To rename a chat. */
export const writeChat = permissions(
  ['Chat.ReadWrite'],
  ['Chat.ReadWrite.All'],
  ['ChatSettings.ReadWrite.Chat'],
)

/** To say how one sees a chat. */
export const viewChat = permissions(['Chat.ReadWrite'], [])

/** To delete chats and have them back. */
export const deleteChats = permissions(['Chat.ManageDeletion.All'], undefined, ['Chat.ManageDeletion.Chat'])

/** To take people into a chat. */
export const addChatMembers = permissions(
  ['ChatMember.ReadWrite', 'Chat.ReadWrite'],
  ['ChatMember.ReadWrite.All', 'Chat.ReadWrite.All'],
  ['Chat.Manage.Chat'],
)

/** To take people out of a chat. */
export const removeChatMembers = permissions(
  ['ChatMember.ReadWrite'],
  ['ChatMember.ReadWrite.All'],
  ['Chat.Manage.Chat'],
)

/** To list the teams of the organisation, and those that somebody has to do with. */
export const listTeams = permissions(readSettings)

/** To change teams, archive them and bring them back. */
export const writeTeams = permissions(['TeamSettings.ReadWrite.All', ...group.write], undefined, [
  'TeamSettings.ReadWrite.Group',
])

/** To take people out of a team all at once. */
export const removeTeamMembers = permissions(['TeamMember.ReadWrite.All'])

/** To list channels beyond one team. */
export const readAllChannels = permissions([
  'Channel.ReadBasic.All',
  'ChannelSettings.Read.All',
  'ChannelSettings.ReadWrite.All',
])

/** To archive channels and bring them back. */
export const archiveChannels = permissions(['ChannelSettings.ReadWrite.All'])

/** To give a channel an address. */
export const writeChannelEmail = permissions(['ChannelSettings.ReadWrite.All'], [])

/** To take people into private and shared channels and out of them. */
export const writeChannelMembers = permissions(['ChannelMember.ReadWrite.All'], undefined, [
  'ChannelMember.ReadWrite.Group',
])

/** To find the files of a channel. */
export const readChannelFiles = permissions([
  'Files.Read.All',
  'Files.ReadWrite.All',
  'Sites.Read.All',
  'Sites.ReadWrite.All',
  'Group.Read.All',
  'Group.ReadWrite.All',
])

/** To read tags. */
export const readTags = permissions(
  ['TeamworkTag.Read', 'TeamworkTag.ReadWrite'],
  ['TeamworkTag.Read.All', 'TeamworkTag.ReadWrite.All'],
)

/** To change tags. */
export const writeTags = permissions(['TeamworkTag.ReadWrite'], ['TeamworkTag.ReadWrite.All'])

/** To read what Teams is in the tenant. */
export const readTeamwork = permissions(['Teamwork.Read.All'])

/** To list deleted teams. */
export const readDeletedTeams = permissions(['Team.ReadBasic.All'])
