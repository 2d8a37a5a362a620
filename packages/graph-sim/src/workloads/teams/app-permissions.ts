import { permissions } from './team-permissions.ts'

const oldNames = ['Group.Read.All', 'Group.ReadWrite.All', 'Directory.Read.All', 'Directory.ReadWrite.All']
const oldWritingNames = ['Group.ReadWrite.All', 'Directory.ReadWrite.All']

const reading = (place: 'Team' | 'Chat' | 'User'): readonly string[] =>
  [
    'Read',
    'ReadWriteSelf',
    'ReadWrite',
    'ReadWriteAndConsentSelf',
    'ReadWriteAndConsent',
    'ManageSelected',
  ].map((how) => `TeamsAppInstallation.${how}For${place}`)

const forAll = (names: readonly string[]): readonly string[] => names.map((name) => `${name}.All`)

/** To see which apps are installed in a team. */
export const readTeamApps = permissions(
  [...reading('Team'), ...oldNames],
  [...forAll(reading('Team')), ...oldNames],
  ['TeamsAppInstallation.Read.Group'],
)

/** To see which apps are installed in a chat. */
export const readChatApps = permissions(reading('Chat'), forAll(reading('Chat')), [
  'TeamsAppInstallation.Read.Chat',
])

/** To see which apps somebody has. */
export const readUserApps = permissions(reading('User'), forAll(reading('User')), [
  'TeamsAppInstallation.Read.User',
])

/** To read the tabs of channels. */
export const readTabs = permissions(
  [
    'TeamsTab.Read.All',
    'TeamsTab.ReadWriteSelfForTeam',
    'TeamsTab.ReadWriteForTeam',
    'TeamsTab.ReadWrite.All',
    ...oldNames,
  ],
  [
    'TeamsTab.Read.All',
    'TeamsTab.ReadWriteSelfForTeam.All',
    'TeamsTab.ReadWriteForTeam.All',
    'TeamsTab.ReadWrite.All',
    ...oldNames,
  ],
  ['TeamsTab.Read.Group', 'TeamsTab.ReadWrite.Group'],
)

/** To pin tabs to channels. */
export const createTabs = permissions(
  [
    'TeamsTab.Create',
    'TeamsTab.ReadWriteSelfForTeam',
    'TeamsTab.ReadWriteForTeam',
    'TeamsTab.ReadWrite.All',
    ...oldWritingNames,
  ],
  [
    'TeamsTab.Create',
    'TeamsTab.ReadWriteSelfForTeam.All',
    'TeamsTab.ReadWriteForTeam.All',
    'TeamsTab.ReadWrite.All',
    ...oldWritingNames,
  ],
  ['TeamsTab.Create.Group'],
)

/** To change tabs of channels. */
export const writeTabs = permissions(
  [
    'TeamsTab.ReadWriteSelfForTeam',
    'TeamsTab.ReadWriteForTeam',
    'TeamsTab.ReadWrite.All',
    ...oldWritingNames,
  ],
  [
    'TeamsTab.ReadWriteSelfForTeam.All',
    'TeamsTab.ReadWriteForTeam.All',
    'TeamsTab.ReadWrite.All',
    ...oldWritingNames,
  ],
  ['TeamsTab.ReadWrite.Group'],
)

/** To take tabs off channels. */
export const deleteTabs = permissions(writeTabs.delegated, writeTabs.application.slice(1), [
  'TeamsTab.Delete.Group',
  'TeamsTab.ReadWrite.Group',
])
