import { badRequest } from '../../errors/catalog.ts'
import { refuse } from '../../errors/graph-problem.ts'
import { type Answer, created, noContent, ok } from '../../gateway/answer.ts'
import type { Call } from '../../gateway/call.ts'
import { type JsonObject, member } from '../../gateway/parse-json.ts'
import { readJson } from '../../gateway/read-body.ts'
import { entityBody } from '../../odata/answer-entity.ts'
import { answerList } from '../../odata/answer-list.ts'
import type { Route } from '../../routing/route.ts'
import { ownerOf, without } from '../teams/team-call.ts'
import { allAtOnce } from '../teams/team-rules.ts'
import { artifactRoutes } from './artifact-routes.ts'
import { heldMeetingOf, meetingOf, meetingsContext, meetingsFound } from './meeting-call.ts'
import { meetingEntity } from './meeting-entity.ts'
import { changedMeetingFrom, newMeetingFrom } from './meeting-from.ts'
import { readMeetings, writeMeetings } from './meeting-permissions.ts'
import type { OnlineMeeting } from './online-meeting.ts'

const workload = 'teams'
const list = '/users/{user}/onlineMeetings'
const one = `${list}/{meeting}`

/** Meetings in Teams, and what is left of them. */
export const meetingRoutes: readonly Route[] = [
  {
    method: 'GET',
    paths: [list],
    workload,
    permissions: readMeetings,
    answer: (call) =>
      answerList(without(call, 'filter'), {
        entity: meetingEntity(call.tenant.id),
        rules: { ...allAtOnce, countsEachPage: false },
        rows: meetingsFound(call),
        context: meetingsContext(call),
      }),
  },
  {
    method: 'POST',
    paths: [list],
    workload,
    permissions: writeMeetings,
    answer: (call) => created(meetingBody(call, create(call, readJson(call), null))),
  },
  {
    method: 'POST',
    paths: [`${list}/createOrGet`],
    workload,
    permissions: writeMeetings,
    answer: createOrGet,
  },
  {
    method: 'GET',
    paths: [one],
    workload,
    permissions: readMeetings,
    answer: (call) => ok(meetingBody(call, meetingOf(call))),
  },
  {
    method: 'PATCH',
    paths: [one],
    workload,
    permissions: writeMeetings,
    answer(call) {
      const before = heldMeetingOf(call)
      const content = changedMeetingFrom(readJson(call), before, call.tenant.directory.find)
      const meeting = { ...before, ...content }
      call.tenant.meetings().keep(meeting)
      return ok(meetingBody(call, meeting))
    },
  },
  {
    method: 'DELETE',
    paths: [one],
    workload,
    permissions: writeMeetings,
    answer(call) {
      call.tenant.meetings().remove(heldMeetingOf(call))
      return noContent
    },
  },
  ...artifactRoutes,
]

/** Answers 201 for a new meeting, and 200 for one that was made with the same external id. */
function createOrGet(call: Call): Answer {
  const json = readJson(call)
  const externalId = member(json, 'externalId')
  if (typeof externalId !== 'string' || externalId === '')
    return refuse(badRequest('externalId is required.'))
  const owner = ownerOf(call)
  const known = call.tenant
    .meetings()
    .of(owner)
    .find((meeting) => meeting.organizer === owner && meeting.externalId === externalId)
  return known === undefined
    ? created(meetingBody(call, create(call, json, externalId)))
    : ok(meetingBody(call, known))
}

/** Makes a meeting, and the chat that belongs to it. */
function create(call: Call, json: JsonObject, externalId: string | null): OnlineMeeting {
  const organizer = ownerOf(call)
  const { tenant } = call
  const content = newMeetingFrom(json, tenant.clock.now(), tenant.directory.find)
  const meeting = tenant.meetings().create(organizer, content, externalId)
  const guests = meeting.attendees.flatMap(({ user }) => user ?? [])
  tenant.teams().addChat({
    chatType: 'meeting',
    id: meeting.threadId,
    topic: meeting.subject,
    members: [...new Set([organizer, ...guests])],
    createdAt: meeting.createdAt,
    meeting: { joinWebUrl: meeting.joinWebUrl, organizer },
  })
  return meeting
}

function meetingBody(call: Call, row: OnlineMeeting): Record<string, unknown> {
  return entityBody(call, { entity: meetingEntity(call.tenant.id), row, context: meetingsContext(call) })
}
