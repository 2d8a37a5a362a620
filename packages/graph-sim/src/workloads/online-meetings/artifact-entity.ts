import type { Entity } from '../../odata/entity.ts'
import {
  complex,
  int32,
  listOf,
  moment,
  openComplex,
  type PropertyType,
  text,
} from '../../odata/property-type.ts'
import type { TenantState } from '../../tenant/tenant-state.ts'
import type { Attendance, MeetingSession } from './meeting-session.ts'

const shared = {
  id: text,
  meetingId: text,
  callId: text,
  contentCorrelationId: text,
  createdDateTime: moment,
  endDateTime: moment,
  meetingOrganizer: openComplex('identitySet'),
} as const

/** Transcripts of meetings as Graph describes them. */
export function transcriptEntity(tenant: TenantState): Entity<MeetingSession> {
  return mediaEntity(tenant, 'callTranscript', 'transcripts', ({ transcriptId }) => transcriptId)
}

/** Recordings of meetings as Graph describes them. */
export function recordingEntity(tenant: TenantState): Entity<MeetingSession> {
  return mediaEntity(tenant, 'callRecording', 'recordings', ({ recordingId }) => recordingId)
}

const reportProperties = {
  id: text,
  totalParticipantCount: int32,
  meetingStartDateTime: moment,
  meetingEndDateTime: moment,
} as const

/** Reports of who was in a meeting; the list of people stays empty unless it is expanded. */
export const reportEntity: Entity<MeetingSession> = entityOf(
  'meetingAttendanceReport',
  reportProperties,
  ({ reportId, attendance, startedAt, endedAt }) => ({
    id: reportId,
    totalParticipantCount: attendance.length,
    meetingStartDateTime: iso(startedAt),
    meetingEndDateTime: iso(endedAt),
  }),
  ['attendanceRecords'],
)

const recordProperties = {
  id: text,
  emailAddress: text,
  totalAttendanceInSeconds: int32,
  role: text,
  registrationId: text,
  identity: openComplex('identity'),
  attendanceIntervals: listOf(
    complex('attendanceInterval', { joinDateTime: moment, leaveDateTime: moment, durationInSeconds: int32 }),
  ),
} as const

/** How long people were in a meeting, as Graph describes it. */
export function recordEntity({ id: tenantId }: TenantState): Entity<Attendance> {
  return entityOf('attendanceRecord', recordProperties, ({ id, user, role, joinedAt, leftAt }) => {
    const seconds = Math.floor((leftAt - joinedAt) / 1000)
    return {
      id,
      emailAddress: user.mail,
      totalAttendanceInSeconds: seconds,
      role,
      identity: {
        '@odata.type': '#microsoft.graph.communicationsUserIdentity',
        id: user.id,
        displayName: user.displayName,
        tenantId,
      },
      attendanceIntervals: [
        { joinDateTime: iso(joinedAt), leaveDateTime: iso(leftAt), durationInSeconds: seconds },
      ],
    }
  })
}

function mediaEntity(
  { id: tenantId }: TenantState,
  name: string,
  set: 'transcripts' | 'recordings',
  idOf: (session: MeetingSession) => string,
): Entity<MeetingSession> {
  const urlName = set === 'transcripts' ? 'transcriptContentUrl' : 'recordingContentUrl'
  return entityOf(name, { ...shared, [urlName]: text }, (session, base) => {
    const { meeting, callId, contentCorrelationId, startedAt, endedAt } = session
    const { id: user } = meeting.organizer
    const identity = {
      '@odata.type': '#microsoft.graph.teamworkUserIdentity',
      id: user,
      displayName: null,
      userIdentityType: 'aadUser',
      tenantId,
    }
    return {
      id: idOf(session),
      meetingId: meeting.id,
      callId,
      contentCorrelationId,
      createdDateTime: iso(startedAt),
      endDateTime: iso(endedAt),
      meetingOrganizer: { application: null, device: null, user: identity },
      [urlName]: `${base}/users/${user}/onlineMeetings/${meeting.id}/${set}/${idOf(session)}/content`,
    }
  })
}

function entityOf<row>(
  name: string,
  properties: Readonly<Record<string, PropertyType>>,
  describe: (row: row, base: string) => Readonly<Record<string, unknown>>,
  navigation: readonly string[] = [],
): Entity<row> {
  return {
    name,
    properties,
    navigation,
    defaults: Object.keys(properties),
    always: [],
    annotations: () => ({}),
    read: (row, property, { base }) => describe(row, base)[property] ?? null,
  }
}

function iso(ms: number): string {
  return new Date(ms).toISOString()
}
