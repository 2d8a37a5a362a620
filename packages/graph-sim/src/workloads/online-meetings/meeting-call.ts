import { badRequest } from '../../errors/catalog.ts'
import { refuse } from '../../errors/graph-problem.ts'
import type { Call } from '../../gateway/call.ts'
import { ownerOf } from '../teams/team-call.ts'
import { notFound, notMember } from '../teams/team-problems.ts'
import { joinMeetingId } from './meeting-entity.ts'
import type { OnlineMeeting } from './online-meeting.ts'

/** The set of somebody's meetings in `@odata.context`. */
export function meetingsContext({ user }: Call): string {
  return `users('${user.id}')/onlineMeetings`
}

/** The meeting that the path names: one that somebody holds or is asked to. */
export function meetingOf(call: Call): OnlineMeeting {
  const id = call.params['meeting']
  return (
    call.tenant
      .meetings()
      .of(ownerOf(call))
      .find((meeting) => meeting.id === id) ?? refuse(notFound)
  )
}

/** The meeting that the path names, for its organizer only. */
export function heldMeetingOf(call: Call): OnlineMeeting {
  const meeting = meetingOf(call)
  return meeting.organizer === call.user ? meeting : refuse(notMember)
}

/** The meetings that the filter of a list finds; there is no list without one. */
export function meetingsFound(call: Call): readonly OnlineMeeting[] {
  const [, property = '', wanted = ''] =
    /^\s*(JoinWebUrl|joinMeetingIdSettings\/joinMeetingId|VideoTeleconferenceId)\s+eq\s+'([^']*)'\s*$/i.exec(
      call.query.option('filter') ?? '',
    ) ?? []
  const meetings = call.tenant.meetings().of(ownerOf(call))
  switch (property.toLowerCase()) {
    case '':
      return refuse(filterExpected)
    case 'joinweburl':
      return meetings.filter(({ joinWebUrl }) => plain(joinWebUrl) === plain(wanted))
    case 'videoteleconferenceid':
      return []
    default:
      return meetings.filter((meeting) => joinMeetingId(meeting) === wanted.replaceAll(' ', ''))
  }
}

const filterExpected = {
  ...badRequest("Filter expression expected - /onlineMeetings?$filter=JoinWebUrl eq '{joinWebUrl}'"),
  code: 'InvalidArgument',
}

/** An address without its percent-encoding, which clients give or leave out. */
function plain(url: string): string {
  try {
    return decodeURIComponent(url).toLowerCase()
  } catch {
    return url.toLowerCase()
  }
}
