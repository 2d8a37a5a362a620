import type { EventSource } from './usage-events.ts'

/** How a report is asked for: about a period, about a period or one day, or about what is now. */
export type ReportArguments = 'period' | 'period or date' | 'nothing'

/** What a row of a report is about. */
export type ReportUnit = 'user' | 'day' | 'period' | 'group' | 'site' | 'team' | 'product' | 'activation'

/** A report by its name, with the titles of its columns in Microsoft's order. */
export interface ReportShape {
  readonly name: string
  readonly unit: ReportUnit
  readonly source: EventSource
  /** Whether columns count what was done, or the people who did it. */
  readonly counts: 'events' | 'users'
  readonly takes: ReportArguments
  readonly columns: readonly string[]
}

const apps =
  'Mail For Mac,Outlook For Mac,Outlook For Windows,Outlook For Mobile,Other For Mobile,Outlook For Web,POP3 App,IMAP4 App,SMTP App'
const teamsDevices = 'Web,Windows Phone,Android Phone,iOS,Mac,Windows,Chrome OS,Linux'
const devices = 'Windows,Windows Phone,Android Phone,iPhone,iPad'
const yammerDevices = 'Web,Windows Phone,Android Phone,iPhone,iPad,Other'
const sharing = 'Viewed Or Edited,Synced,Shared Internally,Shared Externally'
const fileCounts =
  'Viewed Or Edited File Count,Synced File Count,Shared Internally File Count,Shared Externally File Count'
const teamActivity =
  'Active Users,Active Channels,Guests,Reactions,Meetings Organized,Post Messages,Channel Messages,Active Shared Channels,Active External Users,Reply Messages,Urgent Messages,Mentions'
const suite = ['Outlook', 'Word', 'Excel', 'PowerPoint', 'OneNote', 'Teams']
const platforms = ['Windows', 'Mac', 'Mobile', 'Web']
const services = ['Exchange', 'OneDrive', 'SharePoint', 'Skype For Business', 'Yammer', 'Teams']
const end = 'Report Date,Report Period'

const conference = 'IM,Audio/Video,App Sharing,Web,Dial-in/out 3rd Party'
const skypeDay = 'Report Date,Report Period'
const skypeDetail =
  'User Principal Name,Is Deleted,Deleted Date,Last Activity Date,Total Peer-to-peer Session Count,Total Organized Conference Count,Total Participated Conference Count,Peer-to-peer Last Activity Date,Organized Conference Last Activity Date,Participated Conference Last Activity Date,Peer-to-peer IM Count,Peer-to-peer Audio Count,Peer-to-peer Audio Minutes,Peer-to-peer Video Count,Peer-to-peer Video Minutes,Peer-to-peer App Sharing Count,Peer-to-peer File Transfer Count,Organized Conference IM Count,Organized Conference Audio/Video Count,Organized Conference Audio/Video Minutes,Organized Conference App Sharing Count,Organized Conference Web Count,Organized Conference Dial-in/out 3rd Party Count,Organized Conference Dial-in/out Microsoft Count,Organized Conference Dial-in Microsoft Minutes,Organized Conference Dial-out Microsoft Minutes,Participated Conference IM Count,Participated Conference Audio/Video Count,Participated Conference Audio/Video Minutes,Participated Conference App Sharing Count,Participated Conference Web Count,Participated Conference Dial-in/out 3rd Party Count,Assigned Products,Report Period'

/** The reports of Exchange, OneDrive, SharePoint and of groups. */
const contentReports: readonly ReportShape[] = [
  daily('getEmailActivityCounts', 'mail', `Send,Receive,Read,${end}`),
  dailyUsers('getEmailActivityUserCounts', 'mail', `Send,Receive,Read,${end}`),
  detail(
    'getEmailAppUsageUserDetail',
    'mail',
    `User Principal Name,Display Name,Is Deleted,Deleted Date,Last Activity Date,${apps},Report Period`,
  ),
  total('getEmailAppUsageAppsUserCounts', 'mail', `${apps},Report Period`),
  dailyUsers('getEmailAppUsageUserCounts', 'mail', `${apps},${end}`),
  total(
    'getEmailAppUsageVersionsUserCounts',
    'mail',
    'Outlook 2016,Outlook 2013,Outlook 2010,Outlook 2007,Undetermined,Report Period,Outlook M365,Outlook 2019',
  ),
  dailyUsers('getMailboxUsageMailboxCounts', 'mail', `Total,Active,${end}`),
  dailyUsers(
    'getMailboxUsageQuotaStatusMailboxCounts',
    'mail',
    `Under Limit,Warning Issued,Send Prohibited,Send/Receive Prohibited,Indeterminate,${end}`,
  ),
  daily('getMailboxUsageStorage', 'mail', `Storage Used (Byte),${end}`),
  detail(
    'getOneDriveActivityUserDetail',
    'files',
    `User Principal Name,Is Deleted,Deleted Date,Last Activity Date,${fileCounts},Assigned Products,Report Period`,
  ),
  dailyUsers('getOneDriveActivityUserCounts', 'files', `${sharing},${end}`),
  daily('getOneDriveActivityFileCounts', 'files', `${sharing},${end}`),
  dailyUsers('getOneDriveUsageAccountCounts', 'files', `Site Type,Total,Active,${end}`),
  daily('getOneDriveUsageFileCounts', 'files', `Site Type,Total,Active,${end}`),
  daily('getOneDriveUsageStorage', 'files', `Site Type,Storage Used (Byte),${end}`),
  detail(
    'getSharePointActivityUserDetail',
    'sites',
    `User Principal Name,Is Deleted,Deleted Date,Last Activity Date,${fileCounts},Visited Page Count,Assigned Products,Report Period`,
  ),
  daily('getSharePointActivityFileCounts', 'sites', `${sharing},${end}`),
  dailyUsers('getSharePointActivityUserCounts', 'sites', `Visited Page,${sharing},${end}`),
  daily('getSharePointActivityPages', 'sites', `Visited Page Count,${end}`),
  shape(
    'getSharePointSiteUsageDetail',
    { unit: 'site', source: 'sites', takes: 'period or date' },
    'Site Id,Site URL,Owner Display Name,Is Deleted,Last Activity Date,File Count,Active File Count,Page View Count,Visited Page Count,Storage Used (Byte),Storage Allocated (Byte),Root Web Template,Owner Principal Name,Report Period',
  ),
  daily('getSharePointSiteUsageFileCounts', 'sites', `Site Type,Total,Active,${end}`),
  dailyUsers('getSharePointSiteUsageSiteCounts', 'sites', `Site Type,Total,Active,${end}`),
  daily('getSharePointSiteUsageStorage', 'sites', `Site Type,Storage Used (Byte),${end}`),
  daily('getSharePointSiteUsagePages', 'sites', `Site Type,Page View Count,${end}`),
  shape(
    'getOffice365GroupsActivityDetail',
    { unit: 'group', source: 'groups', takes: 'period or date' },
    'Group Display Name,Is Deleted,Owner Principal Name,Last Activity Date,Group Type,Member Count,External Member Count,Exchange Received Email Count,SharePoint Active File Count,Yammer Posted Message Count,Yammer Read Message Count,Yammer Liked Message Count,Exchange Mailbox Total Item Count,Exchange Mailbox Storage Used (Byte),SharePoint Total File Count,SharePoint Site Storage Used (Byte),Report Period',
  ),
  daily(
    'getOffice365GroupsActivityCounts',
    'groups',
    `Exchange Emails Received,Yammer Messages Posted,Yammer Messages Read,Yammer Messages Liked,${end}`,
  ),
  daily('getOffice365GroupsActivityGroupCounts', 'groups', `Total,Active,${end}`),
  daily(
    'getOffice365GroupsActivityStorage',
    'groups',
    `Mailbox Storage Used (Byte),Site Storage Used (Byte),${end}`,
  ),
  daily('getOffice365GroupsActivityFileCounts', 'groups', `Total,Active,${end}`),
]

/** The reports of Teams, of the apps and of all services together. */
const suiteReports: readonly ReportShape[] = [
  detail(
    'getTeamsUserActivityUserDetail',
    'teams',
    'Tenant Display Name,Shared Channel Tenant Display Names,User Id,User Principal Name,Last Activity Date,Is Deleted,Deleted Date,Assigned Products,Team Chat Message Count,Private Chat Message Count,Call Count,Meeting Count,Post Messages,Reply Messages,Urgent Messages,Meetings Organized Count,Meetings Attended Count,Ad Hoc Meetings Organized Count,Ad Hoc Meetings Attended Count,Scheduled One-time Meetings Organized Count,Scheduled One-time Meetings Attended Count,Scheduled Recurring Meetings Organized Count,Scheduled Recurring Meetings Attended Count,Audio Duration,Video Duration,Screen Share Duration,Audio Duration In Seconds,Video Duration In Seconds,Screen Share Duration In Seconds,Has Other Action,Is Licensed,Report Period',
  ),
  daily(
    'getTeamsUserActivityCounts',
    'teams',
    'Report Date,Team Chat Messages,Post Messages,Reply Messages,Private Chat Messages,Calls,Meetings,Audio Duration,Video Duration,Screen Share Duration,Meetings Organized,Meetings Attended,Report Period',
  ),
  dailyUsers(
    'getTeamsUserActivityUserCounts',
    'teams',
    'Report Date,Team Chat Messages,Private Chat Messages,Calls,Meetings,Other Actions,Report Period',
  ),
  detail(
    'getTeamsDeviceUsageUserDetail',
    'teams',
    'User Id,User Principal Name,Last Activity Date,Is Deleted,Deleted Date,Used Web,Used Windows Phone,Used iOS,Used Mac,Used Android Phone,Used Windows,Used Chrome OS,Used Linux,Is Licensed,Report Period',
  ),
  dailyUsers('getTeamsDeviceUsageUserCounts', 'teams', `${teamsDevices},${end}`),
  total('getTeamsDeviceUsageDistributionUserCounts', 'teams', `${teamsDevices},Report Period`),
  shape(
    'getTeamsTeamActivityDetail',
    { unit: 'team', source: 'teams', takes: 'period or date' },
    'Team Name,Team Id,Team Type,Last Activity Date,Report Period,Active Users,Active Channels,Guests,Reactions,Meetings Organized,Post Messages,Reply Messages,Channel Messages,Urgent Messages,Mentions,Active Shared Channels,Active External Users',
  ),
  daily('getTeamsTeamActivityCounts', 'teams', `Report Period,Report Date,${teamActivity}`),
  shape(
    'getTeamsTeamActivityDistributionCounts',
    { unit: 'period', source: 'teams' },
    `Report Period,${teamActivity}`,
  ),
  daily(
    'getTeamsTeamCounts',
    'teams',
    'Report Date,Public Teams,Active Public Teams,Private Teams,Active Private Teams',
  ),
  detail(
    'getOffice365ActiveUserDetail',
    'all',
    [
      'User Principal Name,Display Name,Is Deleted,Deleted Date',
      ...services.map((each) => `Has ${each} License`),
      ...services.map((each) => `${each} Last Activity Date`),
      ...services.map((each) => `${each} License Assign Date`),
      'Assigned Products',
    ].join(','),
  ),
  dailyUsers('getOffice365ActiveUserCounts', 'all', `Office 365,${services.join(',')},${end}`),
  total(
    'getOffice365ServicesUserCounts',
    'all',
    `${[...services, 'Office 365'].flatMap((each) => [`${each} Active`, `${each} Inactive`]).join(',')},Report Period`,
  ),
  detail(
    'getM365AppUserDetail',
    'all',
    `User Principal Name,Last Activation Date,Last Activity Date,Report Period,${platforms.join(',')},${suite.join(',')},${platforms.flatMap((platform) => suite.map((app) => `${app} (${platform})`)).join(',')}`,
  ),
  dailyUsers('getM365AppUserCounts', 'all', `Report Period,Report Date,${suite.join(',')}`),
  dailyUsers('getM365AppPlatformUserCounts', 'all', `Report Period,Report Date,${platforms.join(',')}`),
  shape(
    'getOffice365ActivationsUserDetail',
    { unit: 'activation', takes: 'nothing' },
    'User Principal Name,Display Name,Product Type,Last Activated Date,Windows,Mac,Windows 10 Mobile,iOS,Android,Activated On Shared Computer',
  ),
  shape(
    'getOffice365ActivationCounts',
    { unit: 'product', takes: 'nothing' },
    'Product Type,Windows,Mac,Android,iOS,Windows 10 Mobile',
  ),
  shape(
    'getOffice365ActivationsUserCounts',
    { unit: 'product', takes: 'nothing' },
    'Product Type,Assigned,Activated,Shared Computer Activation',
  ),
]

/** The reports of services that nobody in the tenant uses: everything in them is 0. */
const idleReports: readonly ReportShape[] = [
  detail('getSkypeForBusinessActivityUserDetail', 'none', skypeDetail),
  ...['getSkypeForBusinessActivityCounts', 'getSkypeForBusinessActivityUserCounts'].map((name) =>
    daily(name, 'none', `${skypeDay},Peer-to-peer,Organized,Participated`),
  ),
  detail(
    'getSkypeForBusinessDeviceUsageUserDetail',
    'none',
    'User Principal Name,Last Activity Date,Used Windows,Used Windows Phone,Used Android Phone,Used iPhone,Used iPad,Report Period',
  ),
  total('getSkypeForBusinessDeviceUsageDistributionUserCounts', 'none', `Report Period,${devices}`),
  daily('getSkypeForBusinessDeviceUsageUserCounts', 'none', `${devices},${end}`),
  ...['getSkypeForBusinessOrganizerActivityCounts', 'getSkypeForBusinessOrganizerActivityUserCounts'].map(
    (name) => daily(name, 'none', `${skypeDay},${conference},Dial-in/out Microsoft`),
  ),
  daily(
    'getSkypeForBusinessOrganizerActivityMinuteCounts',
    'none',
    `${skypeDay},Audio/Video,Dial-in Microsoft,Dial-out Microsoft`,
  ),
  ...['getSkypeForBusinessParticipantActivityCounts', 'getSkypeForBusinessParticipantActivityUserCounts'].map(
    (name) => daily(name, 'none', `${skypeDay},${conference}`),
  ),
  daily('getSkypeForBusinessParticipantActivityMinuteCounts', 'none', `${skypeDay},Audio/Video`),
  ...['getSkypeForBusinessPeerToPeerActivityCounts', 'getSkypeForBusinessPeerToPeerActivityUserCounts'].map(
    (name) => daily(name, 'none', `${skypeDay},IM,Audio,Video,App Sharing,File Transfer`),
  ),
  daily('getSkypeForBusinessPeerToPeerActivityMinuteCounts', 'none', `${skypeDay},Audio,Video`),
  detail(
    'getYammerActivityUserDetail',
    'none',
    'User Principal Name,Display Name,User State,State Change Date,Last Activity Date,Posted Count,Read Count,Liked Count,Assigned Products,Report Period',
  ),
  ...['getYammerActivityCounts', 'getYammerActivityUserCounts', 'getYammerGroupsActivityCounts'].map((name) =>
    daily(name, 'none', `Liked,Posted,Read,${end}`),
  ),
  detail(
    'getYammerDeviceUsageUserDetail',
    'none',
    'User Principal Name,Display Name,User State,State Change Date,Last Activity Date,Used Web,Used Windows Phone,Used Android Phone,Used iPhone,Used iPad,Used Others,Report Period',
  ),
  total('getYammerDeviceUsageDistributionUserCounts', 'none', `${yammerDevices},Report Period`),
  daily('getYammerDeviceUsageUserCounts', 'none', `${yammerDevices},${end}`),
  shape(
    'getYammerGroupsActivityDetail',
    { unit: 'group', takes: 'period or date' },
    'Group Display Name,Is Deleted,Owner Principal Name,Last Activity Date,Group Type,Office 365 Connected,Member Count,Posted Count,Read Count,Liked Count,Report Period',
  ),
  daily('getYammerGroupsActivityGroupCounts', 'none', `Total,Active,${end}`),
]

/** Every report that is made of a table of columns. */
export const reportShapes: readonly ReportShape[] = [...contentReports, ...suiteReports, ...idleReports]

function shape(name: string, facts: Partial<ReportShape>, columns: string): ReportShape {
  return {
    unit: 'day',
    source: 'none',
    counts: 'events',
    takes: 'period',
    ...facts,
    name,
    columns: ['Report Refresh Date', ...columns.split(',')],
  }
}

/** A row for each day, which counts what was done. */
function daily(name: string, source: EventSource, columns: string): ReportShape {
  return shape(name, { source }, columns)
}

/** A row for each day, which counts those who did something. */
function dailyUsers(name: string, source: EventSource, columns: string): ReportShape {
  return shape(name, { source, counts: 'users' }, columns)
}

/** One row about the period. */
function total(name: string, source: EventSource, columns: string): ReportShape {
  return shape(name, { source, unit: 'period', counts: 'users' }, columns)
}

/** A row for each user. */
function detail(name: string, source: EventSource, columns: string): ReportShape {
  return shape(name, { source, unit: 'user', takes: 'period or date' }, columns)
}
