import { isObject, member } from '../../gateway/parse-json.ts'
import type { Entity } from '../../odata/entity.ts'
import { complex, flag, listOf, moment, openComplex, text } from '../../odata/property-type.ts'
import { createRandom } from '../../random/random.ts'
import type { MeetingParticipant, OnlineMeeting } from './online-meeting.ts'

/** What an organizer may set, and what it is when he has not. */
const usualSettings: Readonly<Record<string, unknown>> = {
  allowAttendeeToEnableCamera: true,
  allowAttendeeToEnableMic: true,
  allowBreakoutRooms: true,
  allowCopyingAndSharingMeetingContent: true,
  allowedLobbyAdmitters: 'organizerAndCoOrganizersAndPresenters',
  allowedPresenters: 'everyone',
  allowLiveShare: 'enabled',
  allowMeetingChat: 'enabled',
  allowParticipantsToChangeName: false,
  allowPowerPointSharing: true,
  allowRecording: true,
  allowTeamworkReactions: true,
  allowTranscription: true,
  allowWhiteboard: true,
  broadcastSettings: null,
  chatRestrictions: null,
  isBroadcast: false,
  isEndToEndEncryptionEnabled: false,
  isEntryExitAnnounced: true,
  lobbyBypassSettings: { scope: 'organization', isDialInBypassEnabled: false },
  recordAutomatically: false,
  shareMeetingChatHistoryDefault: 'none',
  watermarkProtection: null,
}

const properties = {
  id: text,
  creationDateTime: moment,
  startDateTime: moment,
  endDateTime: moment,
  subject: text,
  joinWebUrl: text,
  externalId: text,
  isBroadcast: flag,
  meetingTemplateId: text,
  videoTeleconferenceId: text,
  broadcastSettings: openComplex('broadcastMeetingSettings'),
  audioConferencing: openComplex('audioConferencing'),
  chatInfo: openComplex('chatInfo'),
  joinInformation: openComplex('itemBody'),
  joinMeetingIdSettings: openComplex('joinMeetingIdSettings'),
  participants: complex('meetingParticipants', {
    organizer: openComplex('meetingParticipantInfo'),
    attendees: listOf(openComplex('meetingParticipantInfo')),
  }),
  allowAttendeeToEnableCamera: flag,
  allowAttendeeToEnableMic: flag,
  allowBreakoutRooms: flag,
  allowCopyingAndSharingMeetingContent: flag,
  allowedLobbyAdmitters: text,
  allowedPresenters: text,
  allowLiveShare: text,
  allowMeetingChat: text,
  allowParticipantsToChangeName: flag,
  allowPowerPointSharing: flag,
  allowRecording: flag,
  allowTeamworkReactions: flag,
  allowTranscription: flag,
  allowWhiteboard: flag,
  chatRestrictions: openComplex('chatRestrictions'),
  isEndToEndEncryptionEnabled: flag,
  isEntryExitAnnounced: flag,
  lobbyBypassSettings: openComplex('lobbyBypassSettings'),
  recordAutomatically: flag,
  shareMeetingChatHistoryDefault: text,
  watermarkProtection: openComplex('watermarkProtectionValues'),
} as const

/** The names of what an organizer may set. */
export const settingNames = [...Object.keys(usualSettings), 'joinMeetingIdSettings']

/** Meetings as a request body may spell them. */
export const meetingType = { name: 'onlineMeeting', properties }

/** Meetings as Graph describes them. */
export function meetingEntity(tenantId: string): Entity<OnlineMeeting> {
  return {
    ...meetingType,
    navigation: ['attendanceReports', 'recordings', 'transcripts'],
    defaults: Object.keys(properties),
    always: [],
    annotations: () => ({}),
    read(meeting, property) {
      const organizer = {
        upn: meeting.organizer.userPrincipalName,
        user: meeting.organizer,
        role: 'presenter',
      }
      const own: Readonly<Record<string, unknown>> = {
        ...usualSettings,
        ...meeting.settings,
        id: meeting.id,
        creationDateTime: new Date(meeting.createdAt).toISOString(),
        startDateTime: meeting.start,
        endDateTime: meeting.end,
        subject: meeting.subject,
        joinWebUrl: meeting.joinWebUrl,
        externalId: meeting.externalId,
        chatInfo: { threadId: meeting.threadId, messageId: '0', replyChainMessageId: null },
        joinInformation: joinInformation(meeting),
        joinMeetingIdSettings: joinSettings(meeting),
        participants: {
          organizer: personOf(organizer, tenantId),
          attendees: meeting.attendees.map((attendee) => personOf(attendee, tenantId)),
        },
      }
      return own[property] ?? null
    },
  }
}

/** How a meeting is joined by its digits, with a passcode of its own where one was asked for. */
function joinSettings(meeting: OnlineMeeting): unknown {
  const wished = meeting.settings['joinMeetingIdSettings']
  const isPasscodeRequired = isObject(wished) && member(wished, 'isPasscodeRequired') === true
  const random = createRandom(`${meeting.threadId}/passcode`)
  const passcode = Array.from({ length: 6 }, () => random.int(0, 35).toString(36)).join('')
  return {
    isPasscodeRequired,
    joinMeetingId: joinMeetingId(meeting),
    passcode: isPasscodeRequired ? passcode : null,
  }
}

/** The digits by which a meeting is joined. */
export function joinMeetingId({ threadId }: OnlineMeeting): string {
  const random = createRandom(threadId)
  return Array.from({ length: 12 }, () => random.int(1, 9)).join('')
}

function personOf({ upn, user, role }: MeetingParticipant, tenantId: string): unknown {
  const known = user && { id: user.id, displayName: null, tenantId, identityProvider: 'AAD' }
  return { upn, role, identity: { user: known ?? null } }
}

function joinInformation({ joinWebUrl }: OnlineMeeting): unknown {
  const content = `<p><a href="${joinWebUrl}">Join the meeting now</a></p>`
  return { content: `data:text/html,${encodeURIComponent(content)}`, contentType: 'html' }
}
