import type { Call } from '../../gateway/call.ts'
import { answerList } from '../../odata/answer-list.ts'
import { complex, flag, listOf, moment, openComplex, text } from '../../odata/property-type.ts'
import type { Route } from '../../routing/route.ts'
import { readAnnouncements, readHealth } from './administration-permissions.ts'
import { announcementActionRoutes } from './announcement-actions.ts'
import { filesOf } from './announcement-attachments.ts'
import { announcementRules } from './announcement-rules.ts'
import {
  type Announcement,
  announcementsAt,
  type HealthIssue,
  type HealthOverview,
  healthAt,
  issuesAt,
} from './announcements.ts'
import { type ReadOnlySet, readOnlyRoutes, rowOf } from './read-only-set.ts'
import { recordEntity } from './record-entity.ts'

const workload = 'service'

const common = {
  startDateTime: moment,
  endDateTime: moment,
  lastModifiedDateTime: moment,
  title: text,
  id: text,
  details: listOf(complex('keyValuePair', { name: text, value: text })),
}
const body = complex('itemBody', { contentType: text, content: text })

const issueEntity = recordEntity<HealthIssue>({
  name: 'serviceHealthIssue',
  properties: {
    ...common,
    classification: text,
    origin: text,
    status: text,
    service: text,
    feature: text,
    featureGroup: text,
    impactDescription: text,
    isResolved: flag,
    posts: listOf(openComplex('serviceHealthIssuePost')),
  },
})

const health: ReadOnlySet<HealthOverview> = {
  path: '/admin/serviceAnnouncement/healthOverviews',
  alias: 'service',
  workload,
  permissions: readHealth,
  rules: announcementRules,
  entity: recordEntity<HealthOverview>({
    name: 'serviceHealth',
    properties: { service: text, status: text, id: text },
    navigation: ['issues'],
  }),
  rows: ({ tenant }) => healthAt(tenant.clock.now()),
  expand: ({ tenant }) => ({
    issues: ({ service }) => issuesAt(tenant.clock.now()).filter((issue) => issue.service === service),
  }),
}

/** How Microsoft's services are, what is wrong with them, and what will change. */
export const announcementRoutes: readonly Route[] = [
  ...readOnlyRoutes(health),
  {
    method: 'GET',
    paths: [`${health.path}/{healthOverview}/issues`],
    workload,
    permissions: readHealth,
    answer(call) {
      const { service } = rowOf(health, call)
      return answerList(call, {
        entity: issueEntity,
        rules: announcementRules,
        rows: issuesAt(call.tenant.clock.now()).filter((issue) => issue.service === service),
        context: `admin/serviceAnnouncement/healthOverviews('${encodeURIComponent(service)}')/issues`,
      })
    },
  },
  ...readOnlyRoutes({
    path: '/admin/serviceAnnouncement/issues',
    workload,
    permissions: readHealth,
    rules: announcementRules,
    entity: issueEntity,
    rows: ({ tenant }) => issuesAt(tenant.clock.now()),
  }),
  ...readOnlyRoutes({
    path: '/admin/serviceAnnouncement/messages',
    workload,
    permissions: readAnnouncements,
    rules: announcementRules,
    entity: recordEntity<Announcement>({
      name: 'serviceUpdateMessage',
      properties: {
        ...common,
        category: text,
        severity: text,
        tags: listOf(text),
        isMajorChange: flag,
        actionRequiredByDateTime: moment,
        services: listOf(text),
        hasAttachments: flag,
        viewPoint: complex('serviceUpdateMessageViewpoint', {
          isRead: flag,
          isArchived: flag,
          isFavorited: flag,
        }),
        body,
      },
      navigation: ['attachments'],
    }),
    rows: announcementsFor,
    expand: () => ({ attachments: (message) => filesOf(message).map(({ attachment }) => attachment) }),
  }),
  ...announcementActionRoutes,
]

/** The announcements with the reader's own viewpoint, which apps have none of. */
function announcementsFor({ tenant, principal }: Call): readonly Announcement[] {
  const { viewpoints } = tenant.administration
  return announcementsAt(tenant.clock.now()).map((message) => ({
    ...message,
    viewPoint: principal.kind === 'delegated' ? viewpoints.of(principal.user.id, message.id) : null,
  }))
}
