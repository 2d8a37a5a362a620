import { refuse } from '../../errors/graph-problem.ts'
import { type Answer, ok } from '../../gateway/answer.ts'
import type { Call } from '../../gateway/call.ts'
import { entityBody } from '../../odata/answer-entity.ts'
import { answerList } from '../../odata/answer-list.ts'
import type { Entity } from '../../odata/entity.ts'
import type { Query } from '../../odata/query.ts'
import { readSelection } from '../../odata/selection.ts'
import { type Expander, writeEntity } from '../../odata/write-entity.ts'
import type { Permissions, Route } from '../../routing/route.ts'
import type { TenantState } from '../../tenant/tenant-state.ts'
import { notFound } from '../teams/team-problems.ts'
import { allAtOnce } from '../teams/team-rules.ts'
import { recordEntity, recordingEntity, reportEntity, transcriptEntity } from './artifact-entity.ts'
import { heldMeetingOf, meetingOf, meetingsContext } from './meeting-call.ts'
import { readAttendance, readRecordings, readTranscripts } from './meeting-permissions.ts'
import { type MeetingSession, sessionsOf } from './meeting-session.ts'
import type { OnlineMeeting } from './online-meeting.ts'
import { transcriptMetadata, transcriptText } from './transcript-text.ts'

const workload = 'teams'
const one = '/users/{user}/onlineMeetings/{meeting}'

const transcripts: Artifacts = {
  set: 'transcripts',
  permissions: readTranscripts,
  meeting: meetingOf,
  entity: transcriptEntity,
  idOf: ({ transcriptId }) => transcriptId,
}

const recordings: Artifacts = {
  set: 'recordings',
  permissions: readRecordings,
  meeting: meetingOf,
  entity: recordingEntity,
  idOf: ({ recordingId }) => recordingId,
}

const reports: Artifacts = {
  set: 'attendanceReports',
  permissions: readAttendance,
  meeting: heldMeetingOf,
  entity: () => reportEntity,
  idOf: ({ reportId }) => reportId,
  expand: (call) => ({ attendanceRecords: (session, { query }) => recordsOf(call, session, query) }),
}

/** What is left of meetings: what was said, what was recorded, and who was there. */
export const artifactRoutes: readonly Route[] = [
  ...routesOf(transcripts),
  ...routesOf(recordings),
  ...routesOf(reports),
  contentRoute(transcripts, 'content', 'text/vtt', transcriptText),
  contentRoute(transcripts, 'metadataContent', 'text/vtt', transcriptMetadata),
  contentRoute(recordings, 'content', 'video/mp4', ({ recordingId }) =>
    Buffer.from(`recording ${recordingId}`),
  ),
  {
    method: 'GET',
    paths: [`${one}/attendanceReports/{artifact}/attendanceRecords`],
    workload,
    permissions: readAttendance,
    answer(call) {
      const session = sessionOf(call, reports)
      return answerList(call, {
        entity: recordEntity(call.tenant),
        rules: { ...allAtOnce, countsEachPage: false },
        rows: session.attendance,
        context: `${contextOf(call, reports)}('${session.reportId}')/attendanceRecords`,
      })
    },
  },
]

/** One kind of things that are left of meetings. */
interface Artifacts {
  readonly set: 'transcripts' | 'recordings' | 'attendanceReports'
  readonly permissions: Permissions
  /** The meeting that the path names, if it may be asked. */
  meeting(call: Call): OnlineMeeting
  entity(tenant: TenantState): Entity<MeetingSession>
  idOf(session: MeetingSession): string
  expand?(call: Call): Readonly<Record<string, Expander<MeetingSession>>>
}

function routesOf(kind: Artifacts): readonly Route[] {
  const { set, permissions } = kind
  return [
    {
      method: 'GET',
      paths: [`${one}/${set}`],
      workload,
      permissions,
      answer: (call) =>
        answerList(call, {
          entity: kind.entity(call.tenant),
          rules: { ...allAtOnce, countsEachPage: set !== 'attendanceReports' },
          rows: sessionsOf(kind.meeting(call)),
          context: contextOf(call, kind),
          ...(kind.expand && { expand: kind.expand(call) }),
        }),
    },
    {
      method: 'GET',
      paths: [`${one}/${set}/{artifact}`],
      workload,
      permissions,
      answer: (call) => ok(artifactBody(call, kind)),
    },
  ]
}

/** Reports stand in their context by their ids, without `$entity`. */
function artifactBody(call: Call, kind: Artifacts): Record<string, unknown> {
  const context = contextOf(call, kind)
  const body = entityBody(call, {
    entity: kind.entity(call.tenant),
    row: sessionOf(call, kind),
    context,
    ...(kind.expand && { expand: kind.expand(call) }),
  })
  const own = `${call.base}/$metadata#${context}('${call.params['artifact']}')`
  return kind === reports ? { ...body, '@odata.context': own } : body
}

function contentRoute(
  kind: Artifacts,
  name: 'content' | 'metadataContent',
  type: string,
  write: (session: MeetingSession) => Uint8Array | string,
): Route {
  return {
    method: 'GET',
    paths: [`${one}/${kind.set}/{artifact}/${name}`],
    workload,
    permissions: kind.permissions,
    answer: (call): Answer => ({
      status: 200,
      bytes: write(sessionOf(call, kind)),
      headers: { 'Content-Type': type },
    }),
  }
}

function sessionOf(call: Call, kind: Artifacts): MeetingSession {
  const id = call.params['artifact']
  return sessionsOf(kind.meeting(call)).find((session) => kind.idOf(session) === id) ?? refuse(notFound)
}

function contextOf(call: Call, { set }: Artifacts): string {
  return `${meetingsContext(call)}('${call.params['meeting']}')/${set}`
}

function recordsOf(call: Call, { attendance }: MeetingSession, query: Query): readonly unknown[] {
  const entity = recordEntity(call.tenant)
  const selection = readSelection(query, entity, [])
  return attendance.map((row) => writeEntity(row, entity, selection, call.view))
}
