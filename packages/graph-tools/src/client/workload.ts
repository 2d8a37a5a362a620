/** The parts of Graph that count, limit and fail apart from each other. */
export type Workload = 'outlook' | 'files' | 'teams' | 'directory' | 'other'

const below = (words: string): RegExp => new RegExp(`^/(?:me|users/[^/]+|groups/[^/]+)/(?:${words})\\b`, 'i')

const outlook = below(
  'messages|mailfolders|sendmail|mailboxsettings|inferenceclassification|outlook|todo|people|events|calendars?|calendarview|calendargroups|reminderview|findmeetingtimes|getmailtips|translateexchangeids|contacts|contactfolders|conversations|threads',
)
const files = below('drives?|sites|insights|followedsites')
const filesRoot = /^\/(?:drives|shares|sites)\b/i
const teams = below('team|joinedteams|teamwork|chats|presence|onlinemeetings')
const teamsRoot = /^\/(?:teams|chats|teamwork|communications|appcatalogs)\b/i
const otherRoot =
  /^\/(?:\$batch|reports|auditlogs|admin|security|search|subscriptions|planner|print|education)\b/i
const person = /^\/(?:me|users\/[^/]+)\/[a-z]/i

/**
 * Tells which part of Graph answers a path below the API's version. What somebody has and no other part is known to
 * answer is taken for their mailbox's, whose limits are the tightest.
 */
export function workloadOf(path: string): Workload {
  const [bare = ''] = path.split(/[?#]/, 1)
  if (outlook.test(bare)) return 'outlook'
  if (files.test(bare) || filesRoot.test(bare)) return 'files'
  if (teams.test(bare) || teamsRoot.test(bare)) return 'teams'
  if (otherRoot.test(bare)) return 'other'
  return person.test(bare) && !directoryPart.test(bare) ? 'outlook' : 'directory'
}

const directoryPart = below(
  'manager|directreports|memberof|transitivememberof|ownedobjects|owneddevices|createdobjects|licensedetails|assignlicense|photos?|getmembergroups|checkmembergroups|getmemberobjects|checkmemberobjects|approleassignments|oauth2permissiongrants|changepassword|revokesigninsessions|settings|authentication|registereddevices|delta',
)
