import { badRequest } from '../../errors/catalog.ts'
import { refuse } from '../../errors/graph-problem.ts'
import { isObject, type JsonObject, member } from '../../gateway/parse-json.ts'
import { readMembers } from '../../gateway/read-body.ts'
import type { User } from '../directory/user.ts'
import { meetingType, settingNames } from './meeting-entity.ts'
import type { MeetingContent, MeetingParticipant } from './online-meeting.ts'

const hour = 3_600_000

/** Reads a new meeting, which begins now and lasts an hour unless it says otherwise. */
export function newMeetingFrom(json: JsonObject, now: number, findUser: FindUser): MeetingContent {
  const beginning = new Date(now).toISOString()
  const start = momentOf(json, 'startDateTime') ?? beginning
  const blank = {
    subject: null,
    start,
    end: new Date(Date.parse(start) + hour).toISOString(),
    attendees: [],
    settings: {},
  }
  if (momentOf(json, 'startDateTime') === undefined && momentOf(json, 'endDateTime') !== undefined)
    refuse(badRequest('startDateTime is required with endDateTime.'))
  return contentFrom(json, blank, findUser)
}

/** Reads a change of a meeting; its beginning and its end change together only. */
export function changedMeetingFrom(
  json: JsonObject,
  before: MeetingContent,
  findUser: FindUser,
): MeetingContent {
  const times = ['startDateTime', 'endDateTime'].filter((name) => momentOf(json, name) !== undefined)
  if (times.length === 1) refuse(badRequest('startDateTime and endDateTime have to be changed together.'))
  return contentFrom(json, before, findUser)
}

type FindUser = (id: string) => User | undefined

function contentFrom(json: JsonObject, before: MeetingContent, findUser: FindUser): MeetingContent {
  const members = readMembers(json, meetingType)
  const [start, end] = [
    momentOf(json, 'startDateTime') ?? before.start,
    momentOf(json, 'endDateTime') ?? before.end,
  ]
  if (Date.parse(end) < Date.parse(start)) refuse(badRequest('A meeting cannot end before it begins.'))
  const settings = Object.entries(members).filter(([name]) => settingNames.includes(name))
  const { subject, participants } = members
  const attendees = isObject(participants) ? member(participants, 'attendees') : undefined
  return {
    subject: subject === undefined ? before.subject : (subject as string | null),
    start,
    end,
    attendees: Array.isArray(attendees)
      ? attendees.map((each) => attendeeFrom(each, findUser))
      : before.attendees,
    settings: { ...before.settings, ...Object.fromEntries(settings) },
  }
}

function attendeeFrom(json: unknown, findUser: FindUser): MeetingParticipant {
  if (!isObject(json)) return refuse(badRequest('Attendees have to be objects.'))
  const identity = member(json, 'identity')
  const account = isObject(identity) ? member(identity, 'user') : undefined
  const id = isObject(account) ? member(account, 'id') : undefined
  const upn = member(json, 'upn')
  const name = [id, upn].find((each): each is string => typeof each === 'string' && each !== '')
  if (name === undefined) return refuse(badRequest('An attendee needs a upn or an identity.'))
  const user = findUser(name)
  const role = member(json, 'role')
  return {
    upn: user?.userPrincipalName ?? name,
    user,
    role: typeof role === 'string' ? role : null,
  }
}

/** A time of a body in UTC, with its digits; `undefined` where there is none. */
function momentOf(json: JsonObject, name: string): string | undefined {
  const said = member(json, name)
  if (said === undefined || said === null) return undefined
  const time = Date.parse(String(said))
  if (Number.isNaN(time)) return refuse(badRequest(`${name} has to be a time.`))
  const [fraction = ''] = /\.\d+/.exec(String(said)) ?? []
  return `${new Date(time).toISOString().slice(0, 19)}${fraction}Z`
}
