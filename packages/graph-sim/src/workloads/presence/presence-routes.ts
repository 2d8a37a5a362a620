import { badRequest, directoryObjectNotFound } from '../../errors/catalog.ts'
import { refuse } from '../../errors/graph-problem.ts'
import { type Answer, ok } from '../../gateway/answer.ts'
import type { Call } from '../../gateway/call.ts'
import { type JsonObject, member } from '../../gateway/parse-json.ts'
import { readJson } from '../../gateway/read-body.ts'
import { entityBody } from '../../odata/answer-entity.ts'
import { answerList } from '../../odata/answer-list.ts'
import type { ListRules } from '../../odata/list-rules.ts'
import type { Route } from '../../routing/route.ts'
import type { User } from '../directory/user.ts'
import type { PresenceRecord } from './presence.ts'
import { presenceEntity } from './presence-entity.ts'
import { preferredFrom, sessionFrom, sessionIdFrom, statusFrom } from './presence-from.ts'
import { readPresence, readPresences, writePresence } from './presence-permissions.ts'

const workload = 'teams'
const mostAtOnce = 650

/** Who is there: read one by one, many at once, and set. */
export const presenceRoutes: readonly Route[] = [
  {
    method: 'GET',
    paths: ['/users/{user}/presence'],
    workload,
    permissions: readPresence,
    answer: (call) => answerPresence(call, call.user, `users('${call.user.id}')/presence`),
  },
  {
    method: 'GET',
    paths: ['/communications/presences/{presence}'],
    workload,
    permissions: readPresences,
    answer(call) {
      const id = call.params['presence'] ?? ''
      const user = call.tenant.directory.find(id) ?? refuse(directoryObjectNotFound(id))
      return answerPresence(call, user, 'communications/presences')
    },
  },
  {
    method: 'GET',
    paths: ['/communications/presences'],
    workload,
    permissions: readPresences,
    answer: (call) =>
      answerList(call, {
        entity: presenceEntity(call.tenant, viewerOf(call)),
        rules,
        rows: call.tenant.directory.users,
        context: 'communications/presences',
      }),
  },
  {
    method: 'POST',
    paths: ['/communications/getPresencesByUserId'],
    workload,
    permissions: readPresences,
    answer: answerMany,
  },
  setting('setPresence', (record, json, now) =>
    record.sessions.set(sessionIdFrom(json), sessionFrom(json, now)),
  ),
  setting('clearPresence', (record, json) => {
    if (!record.sessions.delete(sessionIdFrom(json))) refuse(noSession)
  }),
  setting('setUserPreferredPresence', (record, json, now) => {
    record.preferred = preferredFrom(json, now)
  }),
  setting('clearUserPreferredPresence', (record) => {
    record.preferred = undefined
  }),
  setting('setStatusMessage', (record, json, now) => {
    record.status = statusFrom(json, now)
  }),
]

const rules: ListRules = {
  pageSize: 100,
  largestPage: 999,
  paging: 'skiptoken',
  counts: () => false,
  refusals: [],
}

const noSession = { status: 404, code: 'NotFound', message: 'The presence session does not exist.' }

function setting(
  name: string,
  change: (record: PresenceRecord, json: JsonObject, now: number) => void,
): Route {
  return {
    method: 'POST',
    paths: [`/users/{user}/presence/${name}`],
    workload,
    permissions: writePresence,
    answer(call) {
      const json = readJson(call)
      call.tenant.presence().change(call.user, (record) => change(record, json, call.tenant.clock.now()))
      return { status: 200 }
    },
  }
}

function answerPresence(call: Call, row: User, context: string): Answer {
  return ok(entityBody(call, { entity: presenceEntity(call.tenant, viewerOf(call)), row, context }))
}

/** Of an id that is nobody's, nothing is known. */
function answerMany(call: Call): Answer {
  const ids = member(readJson(call), 'ids')
  if (!Array.isArray(ids) || ids.length === 0 || !ids.every((id) => typeof id === 'string'))
    return refuse(badRequest("'ids' has to be a list of user ids."))
  if (ids.length > mostAtOnce) refuse(badRequest(`A request takes ${mostAtOnce} user ids at most.`))
  const entity = presenceEntity(call.tenant, viewerOf(call))
  const value = ids.map((id: string) => {
    const user = call.tenant.directory.find(id)
    const read = (name: string): unknown => (user === undefined ? null : entity.read(user, name, call.view))
    const known = Object.fromEntries(entity.defaults.map((name) => [name, read(name)]))
    const unknown = 'PresenceUnknown'
    return user === undefined ? { ...known, id, availability: unknown, activity: unknown } : known
  })
  return ok({ '@odata.context': `${call.base}/$metadata#Collection(microsoft.graph.presence)`, value })
}

function viewerOf({ principal }: Call): User | undefined {
  return principal.kind === 'delegated' ? principal.user : undefined
}
