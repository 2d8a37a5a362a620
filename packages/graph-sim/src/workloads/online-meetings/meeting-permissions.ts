import { permissions } from '../teams/team-permissions.ts'

/** To read one's meetings. */
export const readMeetings = permissions(
  ['OnlineMeetings.Read', 'OnlineMeetings.ReadWrite'],
  ['OnlineMeetings.Read.All', 'OnlineMeetings.ReadWrite.All'],
)

/** To make, change and delete meetings. */
export const writeMeetings = permissions(['OnlineMeetings.ReadWrite'], ['OnlineMeetings.ReadWrite.All'])

/** To read what was said in meetings. */
export const readTranscripts = permissions(['OnlineMeetingTranscript.Read.All'], undefined, [
  'OnlineMeetingTranscript.Read.Chat',
])

/** To see recordings of meetings. */
export const readRecordings = permissions(['OnlineMeetingRecording.Read.All'], undefined, [
  'OnlineMeetingRecording.Read.Chat',
])

/** To read who was in meetings. */
export const readAttendance = permissions(
  ['OnlineMeetingArtifact.Read.All', 'OnlineMeetings.Read', 'OnlineMeetings.ReadWrite'],
  ['OnlineMeetingArtifact.Read.All'],
)
