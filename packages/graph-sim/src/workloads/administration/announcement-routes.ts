import type { ListRules } from '../../odata/list-rules.ts'
import { complex, flag, listOf, moment, openComplex, text } from '../../odata/property-type.ts'
import type { Route } from '../../routing/route.ts'
import { readAnnouncements, readHealth } from './administration-permissions.ts'
import {
  type Announcement,
  announcementsAt,
  type HealthIssue,
  type HealthOverview,
  healthAt,
  issuesAt,
} from './announcements.ts'
import { readOnlyRoutes } from './read-only-set.ts'
import { recordEntity } from './record-entity.ts'

const workload = 'service'

const announcementRules: ListRules = {
  pageSize: 100,
  largestPage: 1000,
  paging: 'skip',
  counts: () => true,
  refusals: [],
}

const common = {
  startDateTime: moment,
  endDateTime: moment,
  lastModifiedDateTime: moment,
  title: text,
  id: text,
  details: listOf(complex('keyValuePair', { name: text, value: text })),
}
const body = complex('itemBody', { contentType: text, content: text })

/** How Microsoft's services are, what is wrong with them, and what will change. */
export const announcementRoutes: readonly Route[] = [
  ...readOnlyRoutes({
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
  }),
  ...readOnlyRoutes({
    path: '/admin/serviceAnnouncement/issues',
    workload,
    permissions: readHealth,
    rules: announcementRules,
    entity: recordEntity<HealthIssue>({
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
    }),
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
        viewPoint: openComplex('serviceUpdateMessageViewpoint'),
        body,
      },
      navigation: ['attachments'],
    }),
    rows: ({ tenant }) => announcementsAt(tenant.clock.now()),
  }),
]
