import { timestamp } from '../../time/timestamp.ts'

/** Something that went wrong with a service, under Graph's own names. */
export interface HealthIssue extends Readonly<Record<string, unknown>> {
  readonly id: string
  readonly service: string
  readonly isResolved: boolean
  readonly status: string
}

/** Something that Microsoft announces, under Graph's own names. */
export interface Announcement extends Readonly<Record<string, unknown>> {
  readonly id: string
  readonly hasAttachments: boolean
  readonly lastModifiedDateTime: string
}

/** How a service is, under Graph's own names. */
export interface HealthOverview {
  readonly id: string
  readonly service: string
  readonly status: string
}

const day = 86_400_000
const hour = 3_600_000

const services: readonly (readonly [id: string, name: string])[] = [
  ['Exchange', 'Exchange Online'],
  ['Lync', 'Skype for Business'],
  ['microsoftteams', 'Microsoft Teams'],
  ['OneDriveForBusiness', 'OneDrive for Business'],
  ['OSDPPlatform', 'Microsoft 365 suite'],
  ['SharePoint', 'SharePoint Online'],
]

/** What goes wrong and what went wrong as of a moment: one issue is open, two are resolved. */
export function issuesAt(now: number): readonly HealthIssue[] {
  const today = Math.floor(now / day) * day
  return [
    issue({ id: 'EX1184207', service: 'Exchange Online', feature: 'E-Mail and calendar access' }, [
      'Some users may see delays when searching their mailboxes',
      today - 20 * hour,
      undefined,
    ]),
    issue({ id: 'TM1180933', service: 'Microsoft Teams', feature: 'Teams Components' }, [
      'Users may not have been able to join some meetings from the calendar',
      today - 9 * day,
      today - 9 * day + 6 * hour,
    ]),
    issue({ id: 'SP1179010', service: 'SharePoint Online', feature: 'SharePoint Features' }, [
      'Thumbnails of documents may have been missing',
      today - 15 * day,
      today - 13 * day,
    ]),
  ]
}

/** How each service is as of a moment; one with an open issue is degraded. */
export function healthAt(now: number): readonly HealthOverview[] {
  const open = issuesAt(now).filter(({ isResolved }) => !isResolved)
  return services.map(([id, service]) => ({
    id,
    service,
    status: open.find((each) => each.service === service)?.status ?? 'serviceOperational',
  }))
}

/** What Microsoft announces as of a moment, the latest first. */
export function announcementsAt(now: number): readonly Announcement[] {
  const today = Math.floor(now / day) * day
  return [
    announcement(
      'MC1201544',
      'Microsoft Teams: new layout of the calendar',
      'Microsoft Teams',
      today - 2 * day,
    ),
    {
      ...announcement('MC1198210', 'Exchange Online: EWS is going away', 'Exchange Online', today - 12 * day),
      hasAttachments: true,
    },
    announcement('MC1190077', 'SharePoint: pages load faster', 'SharePoint Online', today - 30 * day),
  ]
}

function issue(
  about: { readonly id: string; readonly service: string; readonly feature: string },
  [title, start, end]: readonly [title: string, start: number, end: number | undefined],
): HealthIssue {
  const isResolved = end !== undefined
  const changed = timestamp(end ?? start + 2 * hour)
  return {
    ...about,
    title,
    startDateTime: timestamp(start),
    endDateTime: isResolved ? timestamp(end) : null,
    lastModifiedDateTime: changed,
    details: [],
    classification: 'advisory',
    origin: 'microsoft',
    status: statusOf(about.id, isResolved),
    isResolved,
    impactDescription: `${title}.`,
    featureGroup: about.feature,
    posts: [
      {
        createdDateTime: changed,
        postType: 'regular',
        description: { contentType: 'html', content: `<p>Title: ${title}</p>` },
      },
    ],
  }
}

/** The oldest issue has been reviewed. */
function statusOf(id: string, isResolved: boolean): string {
  if (id === 'SP1179010') return 'postIncidentReviewPublished'
  return isResolved ? 'serviceRestored' : 'serviceDegradation'
}

function announcement(id: string, title: string, service: string, start: number): Announcement {
  return {
    id,
    title,
    startDateTime: timestamp(start),
    endDateTime: timestamp(start + 90 * day),
    lastModifiedDateTime: timestamp(start + 3 * hour),
    details: [],
    category: 'stayInformed',
    severity: 'normal',
    tags: [],
    isMajorChange: false,
    actionRequiredByDateTime: null,
    services: [service],
    hasAttachments: false,
    viewPoint: null,
    body: { contentType: 'html', content: `<p>${title}.</p>` },
  }
}
