import { makeDocument } from '../../documents/make-document.ts'
import { badRequest, directoryObjectNotFound } from '../../errors/catalog.ts'
import { refuse } from '../../errors/graph-problem.ts'
import { type Answer, ok } from '../../gateway/answer.ts'
import type { Call } from '../../gateway/call.ts'
import { member } from '../../gateway/parse-json.ts'
import { readJson } from '../../gateway/read-body.ts'
import { entityBody } from '../../odata/answer-entity.ts'
import { answerList } from '../../odata/answer-list.ts'
import { int32, moment, text } from '../../odata/property-type.ts'
import type { Permissions, Route } from '../../routing/route.ts'
import { readAnnouncements, readHealth } from './administration-permissions.ts'
import {
  type AnnouncementAttachment,
  type AttachedFile,
  archiveOf,
  filesOf,
} from './announcement-attachments.ts'
import { announcementRules } from './announcement-rules.ts'
import { announcementsAt, issuesAt } from './announcements.ts'
import type { Viewpoint } from './message-viewpoints.ts'
import { recordEntity } from './record-entity.ts'

const workload = 'service'
const messages = '/admin/serviceAnnouncement/messages'
const files = `${messages}/{message}/attachments`

const ofReaders: Permissions = {
  delegated: ['ServiceMessageViewpoint.Write'],
  shared: ['ServiceMessageViewpoint.Write'],
  application: [],
}

const changes: Readonly<Record<string, Partial<Viewpoint>>> = {
  markRead: { isRead: true },
  markUnread: { isRead: false },
  archive: { isArchived: true },
  unarchive: { isArchived: false },
  favorite: { isFavorited: true },
  unfavorite: { isFavorited: false },
}

const attachmentEntity = recordEntity<AnnouncementAttachment>({
  name: 'serviceAnnouncementAttachment',
  properties: { id: text, lastModifiedDateTime: moment, name: text, contentType: text, size: int32 },
})

/** What readers do with announcements, the files that come with them, and reviews of what went wrong. */
export const announcementActionRoutes: readonly Route[] = [
  ...Object.entries(changes).map(
    ([name, change]): Route => ({
      method: 'POST',
      paths: [`${messages}/${name}`],
      workload,
      permissions: ofReaders,
      answer: (call) => changeViewpoints(call, change),
    }),
  ),
  {
    method: 'GET',
    paths: [files],
    workload,
    permissions: readAnnouncements,
    answer: (call) =>
      answerList(call, {
        entity: attachmentEntity,
        rules: announcementRules,
        rows: filesIn(call).map(({ attachment }) => attachment),
        context: contextOf(call),
      }),
  },
  {
    method: 'GET',
    paths: [`${files}/{attachment}`],
    workload,
    permissions: readAnnouncements,
    answer: (call) =>
      ok(
        entityBody(call, {
          entity: attachmentEntity,
          row: fileOf(call).attachment,
          context: contextOf(call),
        }),
      ),
  },
  {
    method: 'GET',
    paths: [`${files}/{attachment}/content`, `${files}/{attachment}/content/$value`],
    workload,
    permissions: readAnnouncements,
    answer: (call) => streamed(fileOf(call).bytes),
  },
  {
    method: 'GET',
    paths: [`${messages}/{message}/attachmentsArchive`],
    workload,
    permissions: readAnnouncements,
    answer: (call) => streamed(archiveOf(filesIn(call))),
  },
  {
    method: 'GET',
    paths: [
      '/admin/serviceAnnouncement/issues/{issue}/incidentReport',
      '/admin/serviceAnnouncement/issues/{issue}/incidentReport()',
    ],
    workload,
    permissions: readHealth,
    answer: incidentReport,
  },
]

/** `false` when one of the messages does not exist; nothing is changed then. */
function changeViewpoints(call: Call, change: Partial<Viewpoint>): Answer {
  const { tenant, principal } = call
  const ids = member(readJson(call), 'messageIds')
  if (!Array.isArray(ids)) refuse(badRequest("The parameter 'messageIds' has to be a collection of ids."))
  const known = new Set(announcementsAt(tenant.clock.now()).map(({ id }) => id))
  const value = ids.every((id) => known.has(String(id)))
  const reader = principal.kind === 'delegated' ? principal.user.id : ''
  if (value) for (const id of ids) tenant.administration.viewpoints.change(reader, String(id), change)
  return ok({ '@odata.context': `${call.base}/$metadata#Edm.Boolean`, value })
}

function filesIn(call: Call): readonly AttachedFile[] {
  const id = call.params['message'] ?? ''
  const message = announcementsAt(call.tenant.clock.now()).find((each) => each.id === id)
  return message === undefined ? refuse(directoryObjectNotFound(id)) : filesOf(message)
}

function fileOf(call: Call): AttachedFile {
  const id = call.params['attachment'] ?? ''
  return filesIn(call).find(({ attachment }) => attachment.id === id) ?? refuse(directoryObjectNotFound(id))
}

/** Only an issue whose review has been published has a report. */
function incidentReport(call: Call): Answer {
  const id = call.params['issue'] ?? ''
  const issue = issuesAt(call.tenant.clock.now()).find((each) => each.id === id)
  if (issue?.status !== 'postIncidentReviewPublished') refuse(directoryObjectNotFound(id))
  const lines = [`Review of ${id}`, String(issue['title'])]
  return streamed(makeDocument('review.docx', lines, 12_000).bytes())
}

function streamed(bytes: Uint8Array): Answer {
  return { status: 200, bytes, headers: { 'Content-Type': 'application/octet-stream' } }
}

function contextOf(call: Call): string {
  return `admin/serviceAnnouncement/messages('${call.params['message'] ?? ''}')/attachments`
}
